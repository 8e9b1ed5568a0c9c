/** One event through the core, on whatever platform. */
import { type CoreLoader } from './core';
import { type Done, type Platform } from './deliver';
import { type Process } from './process';
/** What a platform says of one invocation. */
export interface Invocation {
    event: Uint8Array;
    /** When the platform ends it, ms since 1970. */
    deadline: number;
    /**
     * What the core takes as settings, but for `quarantine` and `process`. Read at the beginning and whenever the core asks
     * for fresh credentials: a role's change under a warm instance.
     */
    settings(): object;
    /** The owner's own processing of reports. */
    process: Process | undefined;
}
/**
 * Delivers an event. What brought one instance of the core down is not given to the next to read, only to store.
 *
 * @throws a trap, if that fails as well.
 */
export declare function invoke(loader: CoreLoader, platform: Pick<Platform, 'now' | 'send' | 'log'>, invocation: Invocation): Promise<Done>;
