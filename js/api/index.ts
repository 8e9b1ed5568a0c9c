/** Exports of `mps-webhook` on every platform. */

export type { CoreError, CoreErrorCode, ErrorCode } from '../core/error';
export { MpsWebhookError } from '../core/error';
export type { Options, Where } from '../core/options';
export type * from '../core/report';
export type { Delivered, Dispatched, Done, Reply, Skipped } from '../delivery/result';
export type { Process } from '../delivery/user-processor';
export type {
  HandlerOptions,
  ScfCallback,
  ScfContext,
  ScfHandler,
  ScfReply,
  ScfResult,
} from '../hosts/scf/types';
export type { BytesInput, BytesView } from '../input/arguments';
export type {
  CloudEventOptions,
  EventInput,
  ParseOptions,
  ParseResult,
  RenderFormat,
  VerifyOptions,
} from './events';
export { parse, plan, render, safeParse, toCloudEvents, verify } from './events';
export type { CoreSource } from './init';
export { init } from './init';
export type { Plan, PlannedRequest, PlanOptions } from './planned';
