/** One event through the core, on whatever platform. */
import type { CoreLoader } from '../core/instance';
import { type Done, type Platform } from './deliver';
import { type Process } from './user-processor';
/** What a platform says of one invocation. */
export interface Invocation {
    event: Uint8Array;
    /** When the platform ends it, ms since 1970. */
    deadline: number;
    /**
     * What the core takes as settings, but for `mode` and `process`. Read at the beginning and whenever the core asks
     * for fresh credentials: a role's change under a warm instance.
     */
    settings(): object;
    /** The owner's own processing of reports. */
    process: Process | undefined;
}
/**
 * Delivers an event.
 *
 * If the core traps, it is tried again in a new instance, with the next of the modes. If the core traps in something else,
 * it is tried again as it was. All tries have to be done by the same deadline.
 *
 * @throws a trap, if the last mode ends in one as well or no time is left; an error with the code `not_delivered`, if it was
 *   interrupted too often.
 */
export declare function invoke(loader: CoreLoader, platform: Pick<Platform, 'now' | 'send' | 'log'>, invocation: Invocation): Promise<Done>;
