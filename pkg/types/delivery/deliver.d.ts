/**
 * The loop that sends what the core asks for. It decides nothing: what to send, when to try again and when to give up
 * are the core's.
 */
import type { Delivery } from '../core/instance';
import { type Log } from './log';
import type { Done } from './result';
import type { Request, Send } from './transport/transport';
export type { Delivered, Dispatched, Done, Reply } from './result';
/** What the core wants done; its `Poll`. */
export interface Poll {
    requests: Transmit[];
    process?: {
        id: number;
        timeout?: number;
    }[];
    wait_until?: number;
    refresh_credentials: boolean;
    log: object[];
    done?: Done;
}
/** A request to send; the core's `Transmit`. */
export interface Transmit {
    id: number;
    /** What it is for: `event`, `report`, `notify` or `invoke`. */
    step: 'event' | 'report' | 'notify' | 'invoke';
    /** The bot, webhook or function, by a name that does not show its URL. */
    target?: string;
    request: Request;
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
    /** Takes a line for the log. What it throws changes nothing. */
    log: Log;
    /** The core trapped: its instance must not be used any more, by nobody. */
    onTrap?(): void;
    /** The bytes of a text in UTF-8. */
    encode(text: string): Uint8Array;
}
/**
 * Does what the core asks for until it says how the delivery ended.
 *
 * @throws what the core throws, a trap for instance, or `InstanceLost` if something else trapped. By then whatever was sent
 *   has been answered or given up, so that nothing of it overtakes the next try.
 */
export declare function deliver(delivery: Delivery, platform: Platform): Promise<Done>;
