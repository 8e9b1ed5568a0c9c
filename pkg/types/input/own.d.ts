/**
 * A copy of an object that has its own members and nothing else: what is left out of it is absent, whatever others gave to
 * `Object.prototype`.
 */
export declare function own<T extends object>(object: T): T;
