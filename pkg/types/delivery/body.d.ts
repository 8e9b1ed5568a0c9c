/** Bodies of requests, on their way out of the core. */
import type { Delivery } from '../core/instance';
/** All of a body, of which the core hands over a part at a time. */
export declare function bodyOf(delivery: Delivery, id: number): Uint8Array;
