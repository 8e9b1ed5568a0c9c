import type { Command } from 'commander';
import type { CoreError } from '../../core/error';
import type { Core } from '../../core/instance';
import type { CloudEvent, Language, Report } from '../../core/report';
import { eventsInText } from '../../input/events-in-text';
import type { CommandContext, ExitStatus, Start } from '../context';
import { keyOption, readTarget, type TargetOptions } from '../delivery/target';
import type { Found } from '../input/content';
import { languageIn, languageOption } from '../terminal/language';

export interface InspectOptions extends Pick<TargetOptions, 'config' | 'env'> {
  json?: boolean;
  cloudevents?: boolean;
  oneline?: boolean;
  key?: string;
  lang?: Language;
}

export function register(program: Command, start: Start): void {
  program
    .command('inspect')
    .summary('what happened, for a person or a program')
    .description(
      'Says what happened: how it ended, what failed and why, what was made and found. Reads notifications in any envelope: web requests, messages of queues, batches of logs; files, folders, NDJSON, all of them also compressed by gzip.',
    )
    .argument('<path...>', 'files or folders, cos://bucket/prefix; - is standard input')
    .option('--json', 'for a program: the report of each notification on a line')
    .option('--cloudevents', 'as --json, with each report as a CloudEvent 1.0')
    .option('--oneline', 'one line for each notification')
    .option('--config <file>', 'with which a bucket is read: the options as a JSON document')
    .option('--env <file>', 'with which a bucket is read: variables, in the form of .env')
    .addOption(keyOption())
    .addOption(languageOption())
    .addHelpText(
      'after',
      `
Examples:
  mps-webhook inspect event.json
  mps-webhook inspect --lang ja archive/mps/WorkflowTask
  mps-webhook inspect --json archive/ | jq 'select(.outcome == "failure")'
  mps-webhook inspect --env .env cos://results-1250000000/mps/
  mps-webhook inspect --json events.ndjson.gz | jq -r 'select(.outcome != "success") | .task_id'
  curl -s https://example.com/event.json | mps-webhook inspect -`,
    )
    .action((paths: string[], options: InspectOptions) =>
      start((context) => run(paths, options, context)),
    );
}

export async function run(
  paths: readonly string[],
  options: InspectOptions,
  context: CommandContext,
): Promise<ExitStatus> {
  const { checkPaths, eventsAt } = await import('../input/paths');
  await checkPaths(paths, context.cwd);
  const target = await readTarget(options, context);
  const { loader, namesEvent, trapped } = await import('../core');
  const language = languageIn(context.env, options.lang);
  const lang = Buffer.from(language);
  const write = await writer(options, language, context);
  const { noEvents, notRead, refusal, unknown } = await import('../inspect/refusal');
  const { isNotRead } = await import('../input/content');
  const { key, cloudevents } = options;
  const read = (core: Core, bytes: Uint8Array): string => {
    const refused = key === undefined ? '' : core.verify(bytes, Buffer.from(key), context.now());
    if (refused !== '') return `[${refused}]`;
    return cloudevents ? core.toCloudEvents(bytes, lang, context.now()) : core.parse(bytes, lang);
  };
  /** An event that brings the core down is refused as well; the next one gets a new instance. */
  const resultsOf = (bytes: Uint8Array): Result[] => {
    try {
      return JSON.parse(loader.use((core) => read(core, bytes)));
    } catch (error) {
      return [{ error: trapped(error) }];
    }
  };
  let status: ExitStatus = 0;
  let isEmpty = true;
  for await (const input of eventsAt(paths, context, target)) {
    isEmpty = false;
    if (isNotRead(input)) {
      context.stderr.write(notRead(input, context));
      if (input.isFailure) status = 1;
      continue;
    }
    // What a key is asked for stands in an envelope: what is inside is not trusted without it.
    const found =
      key === undefined
        ? resultsIn(input, { resultsOf, namesEvent })
        : resultsOf(input.bytes).map((result) => ({ event: input, result }));
    for (const { event, result } of found) {
      if ('error' in result) {
        context.stderr.write(refusal(event, result.error, context));
        status = 1;
      } else if (reportIn(result).outcome === 'unknown') {
        context.stderr.write(unknown(event, reportIn(result), context));
        status = 1;
      }
      write(result, event.place);
    }
  }
  write.end();
  if (isEmpty) context.stderr.write(noEvents(paths, context));
  return status;
}

interface Reader {
  resultsOf(bytes: Uint8Array): Result[];
  namesEvent(bytes: Uint8Array): boolean;
}

/** The results of an event or, if it is a text that has events in it, of those. */
function* resultsIn(
  event: Found,
  { resultsOf, namesEvent }: Reader,
): Generator<{ event: Found; result: Result }> {
  const results = resultsOf(event.bytes);
  const isRefused = results.every((result) => 'error' in result);
  const inside = isRefused
    ? eventsInText(event.bytes.toString(), {
        isEvent: (json) => resultsOf(Buffer.from(json)).some((result) => !('error' in result)),
        namesEvent: (text) => namesEvent(Buffer.from(text)),
      })
    : [];
  if (inside.length === 0) for (const result of results) yield { event, result };
  const isLine = /:\d+$/.test(event.place);
  for (const { json, line } of inside) {
    const bytes = Buffer.from(json);
    const place = isLine ? event.place : `${event.place}:${line}`;
    for (const result of resultsOf(bytes)) yield { event: { ...event, bytes, place }, result };
  }
}

function reportIn(result: Report | CloudEvent<Report>): Report {
  return 'specversion' in result ? result.data : result;
}

type Result = Report | CloudEvent<Report> | { error: CoreError };

interface Writer {
  (result: Result, place: string): void;
  /** To be called when all is written. */
  end(): void;
}

/** What is done with a result: its JSON, or text for a person. */
async function writer(
  { json, cloudevents, oneline }: InspectOptions,
  language: Language,
  { stdout, env }: CommandContext,
): Promise<Writer> {
  if (json || cloudevents) {
    const { sanitizedJson } = await import('../../display/sanitized');
    const write = (result: Result) => stdout.write(`${sanitizedJson(result)}\n`);
    return Object.assign(write, { end: () => {} });
  }
  const { renderLine, renderReport, renderTotal } = await import('../inspect/report-text');
  const { coloursFor } = await import('../terminal/colours');
  const { columnsOf } = await import('../terminal/text');
  const view = { colours: coloursFor(stdout, env), width: columnsOf(stdout), language };
  const outcomes = new Map<Report['outcome'], number>();
  let count = 0;
  const write = (result: Result, place: string) => {
    if ('error' in result) return;
    const report = result as Report;
    const between = count > 0 && !oneline ? '\n' : '';
    stdout.write(between + (oneline ? renderLine : renderReport)(report, place, view));
    outcomes.set(report.outcome, (outcomes.get(report.outcome) ?? 0) + 1);
    count += 1;
  };
  const end = () => {
    if (count > 1) stdout.write(`\n${renderTotal(outcomes, view)}`);
  };
  return Object.assign(write, { end });
}
