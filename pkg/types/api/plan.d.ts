/** The plan that programs get. */
import type { Core } from '../core/instance';
import type { Plan, PlanOptions } from './planned';
export declare function planDelivery(core: Core, event: Uint8Array, options: PlanOptions): Plan;
