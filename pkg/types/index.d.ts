import { HandlerOptions, ScfHandler } from './shared.js';
export { AnyReport, Attention, BytesInput, BytesView, CloudEvent, CloudEventOptions, CoreError, CoreErrorCode, CoreSource, Delivered, Dispatched, Done, Envelope, ErrorCode, EventInput, EventType, Family, Finding, KindName, KnownReport, Language, Media, MpsWebhookError, Options, OtherReport, Output, ParseOptions, ParseResult, Place, Plan, PlanOptions, PlannedRequest, Process, Receipt, RenderFormat, Reply, Report, ReportMembers, ScfCallback, ScfContext, ScfReply, ScfResult, Skipped, Task, TaskKind, Verdict, VerifyOptions, Warning, WarningCode, Where, init, parse, plan, render, safeParse, toCloudEvents, verify } from './shared.js';

/** The npm package on Node.js, Deno and Bun. */

/**
 * The handler of an SCF function.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if an argument is invalid; `invalid_options` if no event could be
 *   delivered with `options`. Variables are checked with each event.
 *
 * @example
 * exports.main_handler = createHandler({
 *   options: { cos: { bucket: 'results-1250000000' } },
 *   process: (report) => ({ outcome: report.outcome }), // stored instead of the report
 * });
 */
declare function createHandler(handler?: HandlerOptions): ScfHandler;

export { HandlerOptions, ScfHandler, createHandler };
