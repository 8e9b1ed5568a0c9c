/** Environment variables and bindings on their way to the core. */
/**
 * The variables of several sources, of which later ones go before earlier ones; an empty value hides none that is set. Of a
 * value that is not a text only that is passed on: it may be a store, a queue or another service that is not for the core, and
 * where it stands for an option it must not count as absent.
 */
export declare function variables(...sources: object[]): Record<string, string | false>;
