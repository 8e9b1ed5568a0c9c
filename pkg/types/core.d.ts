/**
 * Loads the core once, when it is first needed, and again after a trap.
 *
 * A trap (memory that ran out, or a defect of ours) leaves an instance of WebAssembly in an unknown state, so it is
 * never used again.
 */
import * as glue from 'core-glue';
export type Delivery = glue.Delivery;
export interface Core {
    /** The reports of an event as JSON text; see `wasm.rs`. `language` is the text of an id such as `en`. */
    parse(event: Uint8Array, language: Uint8Array): string;
    /** The same as objects; in the `std` build only. */
    parseToObjects: ((event: Uint8Array, language: Uint8Array) => unknown[]) | undefined;
    /** The same as JSON text of CloudEvents. `now` is ms since 1970. */
    toCloudEvents(event: Uint8Array, language: Uint8Array, now: number): string;
    /** What people are told as JSON text, with `{"text": …}` in each report's place; empty if there is no such format. */
    render: ((event: Uint8Array, format: Uint8Array, language: Uint8Array) => string) | undefined;
    /** Checks signatures: an empty text, or that of `{"error": …}`. */
    verify(event: Uint8Array, notifyKey: Uint8Array, now: number): string;
    /** Looks at options: JSON text of findings and of requests to send; see `probe.rs`. `settings` is JSON text. */
    probe(settings: Uint8Array, now: number): string;
    /** The signed request for an action of API 3.0 as JSON text; see `wasm.rs`. */
    apiRequest(call: Uint8Array, body: Uint8Array, now: number): string;
    /** Starts a delivery. `settings` is JSON text, times are ms since 1970. */
    deliver(event: Uint8Array, settings: Uint8Array, deadline: number, seed: number, now: number): Delivery;
}
export declare class CoreLoader {
    private readonly compile;
    /** The compiled module, and behind it those of its parts, at their number. */
    private readonly modules;
    private ready;
    /** The deliveries whose memory is in the present instance. */
    private readonly live;
    /**
     * `compile` gives the compiled module, which has the number 0, or a part of it; it is called once for each. Only the
     * cores of functions have parts.
     */
    constructor(compile: (part: number) => WebAssembly.Module);
    /** A working core. */
    load(): Core;
    /** Whether the core that is loaded has parts beside it. */
    get hasParts(): boolean;
    /** Gives a working core to `action`; after a trap, which is thrown on, the next use gets a new instance. */
    use<T>(action: (core: Core) => T): T;
    private compiled;
    /** As the core gets it. An instance whose call was not finished is as unusable as after a trap. */
    private partOf;
    /** Takes a compiled module and lets `instantiate` give it its instance, unless there is one already. */
    adopt(module: WebAssembly.Module, instantiate: () => Promise<unknown>): Promise<void>;
    /** To be called after a trap: the next use gets a new instance. */
    discard(): void;
    private readonly core;
}
/** Whether an error is a trap of WebAssembly, after which its instance must not be used. */
export declare function isTrap(error: unknown): boolean;
