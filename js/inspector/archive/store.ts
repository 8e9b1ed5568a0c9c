/** The notifications of an archive: where their bytes are, and what the list shows of them. */

import { mostUrgent } from '../../core/attention';
import type { Language, Receipt, Report, Task } from '../../core/report';
import { VERDICTS } from '../../core/verdicts';
import { fileName } from '../../display/file-name';
import { NOT_AN_EVENT } from '../../input/archive-names';
import type { InspectorCore, ReadError, Result } from '../core';
import { eventsIn } from '../input/found';
import { piecesOf, unpacked } from '../input/lines';
import { csvOf } from '../out/csv';
import { anonymous } from '../out/redact';
import { inOrder } from './happened';
import type {
  Column,
  Filter,
  Happened,
  ListForm,
  NamedFile,
  Opened,
  Order,
  Progress,
  Row,
  State,
  Term,
  Totals,
} from './protocol';
import { timelineOf } from './timeline';

interface Kept extends Row {
  /** Its time, ms since 1970; NaN if it has none. */
  at: number;
  /** The bytes are in this blob: the file itself, or a part of what was unpacked. */
  blob: Blob;
  offset: number;
  length: number;
  which: number;
  /** Kinds and families of its sub-tasks. */
  kinds: string[];
  /** What its findings suggest. */
  suggestions: string[];
  /** What is searched, in lower case. */
  hay: string;
  /** The language of its message; undefined if that is not an explanation of the core. */
  explainedIn?: Language | undefined;
}

/** What of a row does not depend on where its bytes are. */
type Described = Row & Pick<Kept, 'at' | 'hay' | 'kinds' | 'suggestions' | 'explainedIn'>;

/** Files that are not events, by their names. What is hidden is of the system, but for a folder that was opened itself. */
const OTHER_FILE =
  /\/\.|^\.[^/]*$|\.(md|markdown|png|jpe?g|gif|webp|svg|pdf|html?|css|[cm]?[jt]sx?|csv|xlsx?|zip|tar|mp4|mov|srt|vtt|ya?ml|toml|lock|sh|py)$/i;

/** What is read of a file with nothing in it: the core says so. */
const EMPTY = new Uint8Array();

/** How long the worker reads before it answers questions, ms. */
const SLICE = 40;
/** How often progress is said: soon at first, less often later. */
const SOON = 200;
const LATER = 1000;
/** After so many lines without an event it is not a log. */
const MOST_UNCLEAR = 1000;
/** The most labels of a notification, and the most that are offered for filtering. */
const MOST_LABELS = 20;
const MOST_CHOICES = 200;
/** Of how many notifications of a task its history tells. */
const MOST_OF_A_TASK = 100;

export class Store {
  private readonly rows: Kept[] = [];
  private found: Kept[] = this.rows;
  private isGrouped = false;
  private readonly progress: Progress;
  private readonly started = performance.now();
  private reported = Number.NEGATIVE_INFINITY;
  private rested = this.started;

  constructor(
    private readonly core: InspectorCore,
    private readonly language: Language,
    private readonly files: readonly NamedFile[],
  ) {
    const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0);
    const none = {
      events: 0,
      bytes: 0,
      unpacked: 0,
      reports: 0,
      others: 0,
      found: 0,
      lines: 0,
      done: false,
      ms: 0,
    };
    this.progress = { ...none, totalBytes };
  }

  async scan(report: (progress: Progress) => void): Promise<void> {
    const isOne = this.files.length === 1;
    let before = 0;
    for (const named of this.files) {
      if (!isOne && NOT_AN_EVENT.test(named.name)) this.progress.reports++;
      else if (!isOne && OTHER_FILE.test(named.name)) this.progress.others++;
      else await this.scanFile(named, before, report);
      before += named.file.size;
      this.progress.bytes = before;
    }
    this.progress.done = true;
    this.say(report);
  }

  /** Says how far it is, now and then, and lets questions in. */
  private async rest(report: (progress: Progress) => void): Promise<void> {
    const now = performance.now();
    if (now - this.reported >= (now - this.started < 3000 ? SOON : LATER)) this.say(report);
    else if (now - this.rested < SLICE) return;
    await new Promise((resume) => setTimeout(resume));
    this.rested = performance.now();
  }

  private say(report: (progress: Progress) => void): void {
    this.reported = performance.now();
    this.progress.ms = this.reported - this.started;
    report({ ...this.progress });
  }

  private async scanFile(
    { name, file }: NamedFile,
    before: number,
    report: (progress: Progress) => void,
  ) {
    try {
      const { stream, isPacked } = await unpacked(file);
      let read = 0;
      const counted = stream.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform: (chunk, controller) => {
            read += chunk.length;
            this.progress.unpacked += chunk.length;
            if (!isPacked) this.progress.bytes = before + read;
            controller.enqueue(chunk);
          },
        }),
      );
      // Lines without an event: whether they are damaged events or a log shows when there is an event.
      let isLog: boolean | undefined;
      let unclear: (() => void)[] = [];
      const decide = (has: boolean) => {
        isLog ??= has;
        if (isLog) this.progress.lines += unclear.length;
        else for (const push of unclear) push();
        unclear = [];
      };
      let isEmpty = true;
      for await (const { line, bytes, offset } of piecesOf(counted, name)) {
        isEmpty = false;
        const place = line === 0 ? name : `${name}:${line}`;
        // What was packed is kept unpacked, out of this memory: a blob.
        const at = isPacked
          ? { blob: new Blob([bytes.slice()]), offset: 0 }
          : { blob: file, offset };
        const results = this.core.parse(bytes, this.language);
        const isRefused = results.every(({ error }) => error !== undefined);
        const found = isRefused ? eventsIn(this.core, bytes) : [];
        for (const event of found) {
          decide(true);
          const where = line === 0 ? `${name}:${event.line}` : place;
          this.progress.found++;
          const kept = { blob: new Blob([event.bytes as BlobPart]), offset: 0 };
          this.add(this.core.parse(event.bytes, this.language), where, kept, event.bytes.length);
        }
        if (found.length === 0) {
          const push = () => this.add(results, place, at, bytes.length);
          if (!isRefused || isLog === false) {
            decide(false);
            push();
          } else if (unclear.push(push) >= MOST_UNCLEAR || isLog) decide(false);
        }
        this.progress.events = this.rows.length;
        await this.rest(report);
      }
      decide(false);
      if (isEmpty)
        this.add(this.core.parse(EMPTY, this.language), name, { blob: file, offset: 0 }, 0);
      this.progress.events = this.rows.length;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const unread: ReadError = { code: 'unreadable_file', message, help: '' };
      const nowhere = { blob: file, offset: 0, length: file.size, which: 0 };
      this.rows.push({ ...this.row({ error: unread }, name), ...nowhere });
      this.progress.events = this.rows.length;
    }
  }

  /** Each notification is a row, and so is what has none. */
  private add(
    results: readonly Result[],
    place: string,
    at: Pick<Kept, 'blob' | 'offset'>,
    length: number,
  ): void {
    results.forEach((result, which) => {
      this.rows.push({ ...this.row(result, place), ...at, length, which });
    });
  }

  private row({ report, error }: Result, place: string): Described {
    const index = this.rows.length;
    if (report === undefined) {
      const message = error?.message ?? '';
      const codes = error === undefined ? [] : [error.code];
      const texts = { type: '', taskId: '', input: '', name: '', time: '' };
      const none = { ...texts, inputs: 0, also: [], labels: [], urgent: 0 };
      const hay = `${place} ${codes.join(' ')} ${message}`.toLowerCase();
      return {
        index,
        place,
        verdict: 'unreadable',
        codes,
        message,
        ...none,
        at: Number.NaN,
        kinds: [],
        suggestions: [],
        hay,
        ...(error && { error }),
      };
    }
    const { tasks, input } = report;
    const said: Pick<Task, 'code' | 'code_ext' | 'message' | 'explanation'>[] = [report, ...tasks];
    const codes = unique(said.map((it) => (it.code_ext ?? it.code)?.toString()));
    const findings = tasks.flatMap((task) => task.findings);
    const reason = mostUrgent(findings);
    const urgent = unique(
      findings.map((it) =>
        reason !== undefined && it.attention === reason ? it.label : undefined,
      ),
    ).slice(0, MOST_LABELS);
    const labels = unique([...urgent, ...findings.map(({ label }) => label)]);
    const made = tasks.flatMap((task) => task.outputs);
    const context = report.session_context || report.session_id;
    const places = [input, ...made].map((it) => it?.uri);
    const messages = said.flatMap((it) => [it.message, it.explanation]);
    const names = findings.flatMap((it) => [it.name, it.suggestion, it.severity]);
    const kinds = unique(tasks.flatMap((task) => [task.kind, task.name, task.family]));
    const type = report.event_name ?? report.event_type;
    const texts = [place, type, report.task_id, report.session_id, report.session_context];
    const shown = input ? fileName(input) : '';
    const hay = unique([
      ...texts,
      ...codes,
      ...messages,
      ...places,
      ...labels,
      ...names,
      ...kinds,
      shown,
    ]);
    const name = report.task_id || (made[0] && fileName(made[0])) || context || '';
    const region = [input, ...made].find((it) => it?.region)?.region;
    const time = report.finished_at ?? report.started_at ?? report.created_at ?? '';
    const message = messageOf(report);
    return {
      index,
      place,
      verdict: report.verdict,
      type,
      taskId: report.task_id ?? '',
      input: shown,
      inputs: (report.inputs?.length ?? (input ? 1 : 0)) + (report.inputs_omitted ?? 0),
      name,
      also: unique([region, report.task_id, shown === '' ? context : '']).filter(
        (it) => it !== (shown || name),
      ),
      codes,
      labels: labels.slice(0, MOST_LABELS),
      urgent: urgent.length,
      message: message.text,
      explainedIn: message.isExplanation ? this.language : undefined,
      time,
      at: Date.parse(time),
      kinds,
      suggestions: unique(findings.map(({ suggestion }) => suggestion)),
      hay: hay.join(' ').toLowerCase(),
    };
  }

  /** Filters and orders, and counts what is left. */
  totals(filter: Filter, terms: readonly Term[], order: Order): Totals {
    const { type, verdict, code, label, from, to } = filter;
    const isEverything = Object.values(filter).every((value) => value === '');
    const atAnyTime = isEverything
      ? this.rows
      : this.rows.filter(
          (row) =>
            (type === '' || row.type === type) &&
            (verdict === '' || row.verdict === verdict) &&
            (code === '' || row.codes.includes(code)) &&
            (label === '' || row.labels.includes(label)) &&
            terms.every((term) => hasTerm(row, term)),
        );
    const first = from === '' ? Number.NEGATIVE_INFINITY : Date.parse(from);
    // Its last second is taken in.
    const end = to === '' ? Number.POSITIVE_INFINITY : Date.parse(to) + 1000;
    const found =
      from === '' && to === '' ? atAnyTime : atAnyTime.filter(({ at }) => at >= first && at < end);
    const timeline = timelineOf(atAnyTime, WORST_FIRST);
    this.isGrouped = order.byTask;
    this.found = ordered(found, order);
    const verdicts: Record<string, number> = {};
    const codes = new Map<string, number>();
    const labels = new Map<string, number>();
    const types = new Map<string, number>();
    const add = (counts: Map<string, number>, name: string) =>
      counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const row of found) {
      verdicts[row.verdict] = (verdicts[row.verdict] ?? 0) + 1;
      for (const each of row.codes) add(codes, each);
      for (const each of row.labels) add(labels, each);
    }
    for (const row of this.rows) if (row.type) add(types, row.type);
    const byCount = (counts: Map<string, number>) => [...counts].sort((a, b) => b[1] - a[1]);
    return {
      all: this.rows.length,
      matching: found.length,
      undated: found === atAnyTime ? 0 : atAnyTime.filter(({ at }) => Number.isNaN(at)).length,
      verdicts,
      codes: byCount(codes).slice(0, MOST_CHOICES),
      labels: byCount(labels).slice(0, MOST_CHOICES),
      types: byCount(types),
      ...(timeline && { timeline }),
    };
  }

  /** Some of what was found by the last filter, in a language. */
  async window(from: number, to: number, language: Language): Promise<Row[]> {
    const shown = this.found.slice(from, to);
    const found = this.found;
    for (const row of shown) await this.explain(row, language);
    // Another filter came meanwhile: these rows are not asked for any longer.
    if (found !== this.found) return [];
    return shown.map(
      (
        {
          blob: _b,
          offset: _o,
          length: _l,
          which: _w,
          hay: _h,
          kinds: _k,
          suggestions: _s,
          at: _a,
          explainedIn: _e,
          ...row
        },
        index,
      ) => (this.isGrouped ? { ...row, group: this.groupOf(from + index) } : row),
    );
  }

  /** Says in another language what the core explains. */
  private async explain(row: Kept, language: Language): Promise<void> {
    if (row.explainedIn === undefined || row.explainedIn === language) return;
    const report = this.core.parse(await bytesOf(row), language)[row.which]?.report;
    if (report === undefined) return;
    row.message = messageOf(report).text;
    row.explainedIn = language;
  }

  private groupOf(index: number): { at: number; size: number } {
    const id = this.found[index]?.taskId ?? '';
    let first = index;
    let last = index;
    if (id !== '') {
      while (this.found[first - 1]?.taskId === id) first--;
      while (this.found[last + 1]?.taskId === id) last++;
    }
    return { at: index - first, size: last - first + 1 };
  }

  /** What was found by the last filter, to be taken along. */
  async export(form: ListForm): Promise<Blob> {
    const found = this.found;
    if (form === 'csv') return new Blob([csvOf(LIST_HEAD, found.map(listLine))]);
    const seen = new Map<Blob, Set<number>>();
    const lines: string[] = [];
    for (const row of found) {
      // Several notifications may be in one event, and several events of a text on one line.
      const taken = seen.get(row.blob) ?? new Set();
      if (taken.has(row.offset)) continue;
      seen.set(row.blob, taken.add(row.offset));
      const text = anonymous(this.core.redact(await bytesOf(row)));
      // A line feed stands only between the values of JSON.
      const line = text.replace(/\s*[\r\n]+\s*/g, '');
      if (line !== '') lines.push(`${line}\n`);
    }
    return new Blob(lines);
  }

  /** The document behind a row of what was found. */
  async open(index: number): Promise<Opened | undefined> {
    const row = this.found[index];
    if (row === undefined) return undefined;
    const [bytes, history] = await Promise.all([bytesOf(row), this.historyOf(row)]);
    return { place: row.place, bytes, which: row.which, history };
  }

  /** The notifications of a row's task, and the receipts in the report objects beside them. */
  private async historyOf(row: Kept): Promise<Happened[]> {
    const isSame = ({ taskId }: Kept) => taskId !== '' && taskId === row.taskId;
    const rows = this.rows.filter((it) => it === row || isSame(it)).slice(0, MOST_OF_A_TASK);
    const all = await Promise.all(
      rows.map(async (it): Promise<Happened[]> => {
        const { time: at, verdict: what, place: about } = it;
        const index = this.found.indexOf(it);
        const receipts = await this.receiptsBeside(about);
        return [
          { at, what, about, index, isOpen: it === row },
          ...receipts.map(({ at, step, target = '', key = '', tries, seen_before }) => ({
            at,
            what: step,
            about: target || key,
            tries,
            seenBefore: seen_before,
          })),
        ];
      }),
    );
    return inOrder(all);
  }

  /** The receipts of an event, by the name of its file; none if there is no report object that can be read. */
  private async receiptsBeside(name: string): Promise<Receipt[]> {
    const beside = name.replace(/\.event\.json(?=(\.gz)?$)/i, '.report.json');
    const named = beside === name ? undefined : this.files.find((it) => it.name === beside);
    if (named === undefined) return [];
    try {
      const { stream } = await unpacked(named.file);
      return JSON.parse(await new Response(stream).text()).receipts ?? [];
    } catch {
      return [];
    }
  }
}

async function bytesOf({ blob, offset, length }: Kept): Promise<Uint8Array> {
  return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
}

/** What the service says first of a failure, or else the core. */
function messageOf(report: Report): { text: string; isExplanation: boolean } {
  const said = [report, ...report.tasks].find((it) => it.message || it.explanation);
  const { message, explanation = '' } = said ?? {};
  return { text: message || explanation, isExplanation: !message && explanation !== '' };
}

function unique(texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts.filter((text): text is string => Boolean(text)))];
}

function hasTerm(row: Kept, { word, verdicts, kinds, suggestions }: Term): boolean {
  return (
    row.hay.includes(word) ||
    verdicts.includes(row.verdict) ||
    (kinds.length > 0 && row.kinds.some((kind) => kinds.includes(kind))) ||
    row.suggestions.some((it) => suggestions.includes(it))
  );
}

const WORST_FIRST: readonly State[] = ['unreadable', ...VERDICTS];

/** What a column is ordered by. */
const VALUE: Record<Column, (row: Kept) => string | number> = {
  verdict: ({ verdict }) => WORST_FIRST.indexOf(verdict),
  code: ({ codes, labels }) => codes[0] ?? labels[0] ?? '',
  input: ({ input }) => input,
  type: ({ type }) => type,
  time: ({ at }) => (Number.isNaN(at) ? '' : at),
  place: ({ place }) => place,
};

/** Names with numbers in them are in the order of the numbers. */
const { compare } = new Intl.Collator('en', { numeric: true });

function ordered(rows: Kept[], { by, isDown, byTask }: Order): Kept[] {
  let sorted = rows;
  if (by !== 'read') {
    const value = VALUE[by];
    const sign = isDown ? -1 : 1;
    sorted = [...rows].sort((one, other) => {
      const [left, right] = [value(one), value(other)];
      // What has no value comes last, whichever way.
      if (left === '' || right === '') return left === right ? 0 : left === '' ? 1 : -1;
      if (by === 'place') return sign * compare(String(left), String(right));
      return left < right ? -sign : left > right ? sign : 0;
    });
  }
  if (!byTask) return sorted;
  // A task stands where its first notification does.
  const tasks = new Map<string, Kept[]>();
  for (const row of sorted) {
    const id = row.taskId === '' ? `\n${row.index}` : row.taskId;
    const task = tasks.get(id);
    if (task === undefined) tasks.set(id, [row]);
    else task.push(row);
  }
  return [...tasks.values()].flat();
}

const LIST_HEAD = [
  'verdict',
  'time',
  'event_type',
  'task_id',
  'input',
  'codes',
  'labels',
  'message',
  'place',
];

const listLine = (row: Kept) => [
  row.verdict,
  row.time,
  row.type,
  row.taskId,
  row.input,
  row.codes.join(' '),
  row.labels.join(' '),
  row.message,
  row.place,
];
