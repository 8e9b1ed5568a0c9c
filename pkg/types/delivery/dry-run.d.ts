/** What a delivery would do: the loop of `deliver.ts` with nothing at its other end. */
import type { Core } from '../core/instance';
import type { Transmit } from './deliver';
import type { Done } from './result';
import type { Request } from './transport/transport';
/** A request as it would be sent: signed, and with all that is secret in it. */
export interface Unsent {
    step: Transmit['step'];
    target?: string;
    request: Request;
    body: Uint8Array;
}
export interface DryRun {
    /** In the order in which they would be sent. */
    requests: Unsent[];
    /** How the delivery would end if all went well. */
    done: Done;
    log: object[];
}
/** Lets the core deliver, and tells it that all it asks for went well. `start` is ms since 1970. */
export declare function dryRun(core: Core, event: Uint8Array, settings: object, start: number): DryRun;
