/** What becomes of calls when the core traps. */
/** Whether an error is a trap of WebAssembly, after which its instance must not be used. */
export declare function isTrap(error: unknown): boolean;
/** Says to whoever runs a delivery or a reading that its instance was discarded, because something else in it trapped. */
export declare class InstanceLost extends Error {
    constructor();
}
