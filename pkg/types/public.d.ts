/** What `mps-webhook` exports on every platform. */
export type { CloudEventOptions, EventInput, ParseOptions, ParseResult, RenderFormat, VerifyOptions, } from './api';
export { parse, plan, render, safeParse, toCloudEvents, verify } from './api';
export type { CoreError, Delivered, Done, HandedOn, Reply } from './done';
export { MpsWebhookError } from './error';
export type { CoreSource } from './init';
export { init } from './init';
export type { Plan, PlannedRequest, PlanOptions } from './planned';
export type { Process } from './process';
export type * from './report';
export type { HandlerOptions, ScfCallback, ScfContext, ScfHandler, ScfReply } from './scf-contract';
