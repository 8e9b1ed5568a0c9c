/** What a delivery would do: the loop of `deliver.ts` with nothing at its other end. */
import type { Core } from './core';
import type { Plan, PlanOptions } from './planned';
export declare function planDelivery(core: Core, event: Uint8Array, options: PlanOptions): Plan;
