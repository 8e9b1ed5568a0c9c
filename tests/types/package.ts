/** The types of the package, checked by `tsc` alone: what must not compile says so. */

import type { EventType, Report, Task, TaskKind, Warning, WarningCode } from '../../js/core/report';
import { createFetchHandler } from '../../js/entries/edge-node';
import {
  createHandler,
  type MpsWebhookError,
  type Options,
  parse,
  plan,
  render,
  type ScfResult,
  safeParse,
  verify,
} from '../../js/entries/index';
import { inspectorLink } from '../../js/entries/inspector-link';

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_ extends true>(): void => {};

// Reports are told apart by their type.
holds<Equal<Report['event_type'], EventType>>();
holds<Equal<Extract<Report, { event_type: 'EditMediaTask' }>['event_type'], 'EditMediaTask'>>();

export function nameOf(report: Report): string {
  switch (report.event_type) {
    case 'other':
      return report.event_name ?? 'nameless';
    case 'WorkflowTask':
      holds<Equal<(typeof report)['event_name'], undefined>>();
      return report.event_type;
    default: {
      // @ts-expect-error: it was handled above
      report.event_type satisfies 'WorkflowTask';
      return report.event_type;
    }
  }
}

export function everyType(type: EventType): number {
  switch (type) {
    case 'WorkflowTask':
    case 'EditMediaTask':
    case 'ScheduleTask':
    case 'BatchTask':
    case 'ExtractBlindWatermark':
    case 'LiveScheduleTask':
    case 'LiveStreamProcessTask':
    case 'AiReviewResult':
    case 'AiRecognitionResult':
    case 'AiAnalysisResult':
    case 'AiQualityControlResult':
    case 'AiSmartSubtitleResult':
    case 'LiveRecordResult':
    case 'ProcessEof':
      return 1;
    case 'other':
      return 0;
    default:
      return type satisfies never;
  }
}

// Known names are completed in editors, and those of a later version are taken.
type IsIn<Name, All> = [Name] extends [All] ? true : false;
holds<IsIn<'AdaptiveDynamicStreaming' | 'other', TaskKind>>();
holds<Equal<IsIn<'AdaptiveDynamicStreamin', TaskKind>, false>>();
holds<Equal<IsIn<'unknown_knd', WarningCode>, false>>();
declare const [task, warning]: [Task, Warning];
task.kind satisfies TaskKind | (string & {});
warning.code satisfies WarningCode | (string & {});
'TaskOfALaterVersion' satisfies Task['kind'];
'code_of_a_later_version' satisfies Warning['code'];

// Results are told apart by `ok`.
const result = safeParse('{}');
if (result.ok) {
  holds<Equal<typeof result.reports, Report[]>>();
  // @ts-expect-error: there is no error
  result.error;
} else {
  holds<Equal<typeof result.error, MpsWebhookError>>();
  holds<Equal<typeof result.raw, string>>();
  // @ts-expect-error: there are no reports
  result.reports;
}

// What is absent can be undefined.
const [report] = parse(new Uint8Array(), { lang: 'ja' });
// @ts-expect-error: there may be none
report.task_id;
// @ts-expect-error: it may have none
report?.task_id satisfies string;
report?.outcome satisfies 'success' | 'partial' | 'failure' | 'processing' | 'unknown' | undefined;

// @ts-expect-error: no such language
parse({}, { lang: 'fr' });
// @ts-expect-error: no such format
render({}, 'html');
// @ts-expect-error: the key is missing
verify({});
// @ts-expect-error: a number is not an event
parse(5);

plan({}, { options: {}, env: { COS_BUCKET: undefined }, now: new Date() }).requests satisfies {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
}[];

createHandler({ process: async (report, event: unknown) => ({ outcome: report.outcome, event }) });
// @ts-expect-error: it is not a function
createHandler({ process: 'process.js' });

const options: Options = {
  cos: { bucket: 'results-1250000000', region: null },
  notify: [{ kind: 'wecom', url: 'key', on: 'attention', lang: 'ko' }],
  invoke: [{ function: 'next', where: { key: 'vip/*', not: { size_bytes: { max: 1 } } } }],
  select: { id: '/task_id' },
};
createHandler({ options }) satisfies (event: unknown) => Promise<ScfResult>;
createFetchHandler({ options });
// @ts-expect-error: misspelt
createHandler({ options: { cos: { buckt: 'results-1250000000' } } });
// @ts-expect-error: there is no such bot
plan({}, { options: { notify: [{ kind: 'teams', url: 'https://a/' }] } });
// An editor completes conditions and their values.
holds<Equal<NonNullable<Where['suggestion']>, Suggestion | Suggestion[]>>();
holds<Equal<NonNullable<Where['any']>, Where[]>>();
type Suggestion = 'pass' | 'review' | 'block';
type Where = NonNullable<NonNullable<NonNullable<Options['notify']>[number]>['where']>;
// @ts-expect-error: no such condition
plan({}, { options: { invoke: [{ function: 'next', where: { sugestion: 'block' } }] } });
// @ts-expect-error: no such suggestion, two levels below
({ not: { any: [{ suggestion: 'stop' }] } }) satisfies Where;
plan({}, { lang: 'ko' }).done.events[0]?.skipped?.[0]?.reason satisfies string | undefined;
// @ts-expect-error: a level too high
createFetchHandler({ cos: { bucket: 'results-1250000000' } });

createFetchHandler({ timeLimit: 1000 }).fetch satisfies (request: Request) => Promise<Response>;
// @ts-expect-error: no such option
createFetchHandler({ timeout: 1000 });

inspectorLink('{}', { base: 'https://a/' }) satisfies Promise<string>;
// @ts-expect-error: where the inspector is has to be said
inspectorLink('{}');
