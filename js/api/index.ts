/** What `mps-webhook` exports on every platform. */

export type { CoreSource } from '../core/init';
export { init } from '../core/init';
export type { CoreError, Delivered, Done, HandedOn, Reply } from '../delivery/result';
export type { Process } from '../delivery/user-processor';
export type {
  HandlerOptions,
  ScfCallback,
  ScfContext,
  ScfHandler,
  ScfReply,
  ScfResult,
} from '../hosts/scf/types';
export { MpsWebhookError } from './error';
export type {
  CloudEventOptions,
  EventInput,
  ParseOptions,
  ParseResult,
  RenderFormat,
  VerifyOptions,
} from './events';
export { parse, plan, render, safeParse, toCloudEvents, verify } from './events';
export type { Options } from './options';
export type { Plan, PlannedRequest, PlanOptions } from './planned';
export type * from './report';
