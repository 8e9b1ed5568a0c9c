/**
 * The loop that sends what the core asks for. It decides nothing: what to send, when to try again and when to give up
 * are the core's.
 */
import type { Delivery } from './core';
import type { Send } from './transport/transport';
/** How a delivery ended; the core's `Done`. */
export interface Done {
    /** Whether everything that was asked for was delivered. */
    ok: boolean;
    events: Delivered[];
    error?: CoreError;
}
/** What became of one notification; the core's `Delivered`. */
export interface Delivered {
    event_type?: string;
    task_id?: string;
    outcome?: 'success' | 'partial' | 'failure' | 'processing';
    /** Of a batch of logs: how many it has. */
    records?: number;
    archive: 'stored' | 'seen_before' | 'not_wanted' | 'failed';
    event_key?: string;
    record_key?: string;
    /** Of the owner's own processing; absent if there is none. */
    processed?: 'done' | 'seen_before' | 'failed';
    /** Absent if there is nobody to hand it to. */
    handed_on?: HandedOn[];
    error?: CoreError;
}
/** What became of handing a notification to one target; the core's `HandedOn`. */
export interface HandedOn {
    step: 'notify' | 'invoke';
    /** The bot, by a name that does not show its URL, or the function. */
    target: string;
    status: 'done' | 'seen_before' | 'failed';
}
/** The core's `Error`. */
export interface CoreError {
    code: string;
    message: string;
    path?: string;
    offset?: number;
    help: string;
}
/** What the loop needs from its platform. */
export interface Platform {
    /** Milliseconds since 1970. */
    now(): number;
    send: Send;
    /** What the core was told of the invocation, with the environment as it is now. */
    settings(): Uint8Array;
    /**
     * The owner's own processing, if the core was told that there is one: takes JSON text and gives the JSON text of what
     * was returned. Rejects if it failed; the message goes into the log.
     */
    process?(call: Uint8Array, timeout?: number): Promise<string>;
    /** Takes a line for the log. */
    log(line: object): void;
    /** The bytes of a text in UTF-8. */
    encode(text: string): Uint8Array;
}
/** Does what the core asks for until it says how the delivery ended. */
export declare function deliver(delivery: Delivery, platform: Platform): Promise<Done>;
