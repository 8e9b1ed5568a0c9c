/** The notifications of an archive: where their bytes are, and what the list shows of them. */

import type { Language } from '../../core/report';
import { NOT_AN_EVENT } from '../../input/archive-names';
import type { InspectorCore, ReadError, Result } from '../core';
import { piecesOf, unpacked } from '../input/lines';
import type { Filter, NamedFile, Opened, Progress, Row, Totals } from './protocol';

interface Kept extends Row {
  /** The bytes are in this blob: the file itself, or a part of what was unpacked. */
  blob: Blob;
  offset: number;
  length: number;
  which: number;
  /** What is searched, in lower case. */
  hay: string;
}

export class Store {
  private readonly rows: Kept[] = [];
  private found: Kept[] = this.rows;
  private readonly progress: Progress;
  private readonly started = performance.now();

  constructor(
    private readonly core: InspectorCore,
    private readonly language: Language,
    private readonly files: readonly NamedFile[],
  ) {
    const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0);
    const none = { events: 0, bytes: 0, unpacked: 0, reports: 0, done: false, ms: 0 };
    this.progress = { ...none, totalBytes };
  }

  async scan(report: (progress: Progress) => void): Promise<void> {
    let reported = 0;
    const tick = () => {
      this.progress.ms = performance.now() - this.started;
      if (this.progress.ms - reported < 200 && !this.progress.done) return;
      reported = this.progress.ms;
      report({ ...this.progress });
    };
    let before = 0;
    for (const named of this.files) {
      if (this.files.length > 1 && NOT_AN_EVENT.test(named.name)) this.progress.reports++;
      else await this.scanFile(named, before, tick);
      before += named.file.size;
      this.progress.bytes = before;
    }
    this.progress.done = true;
    tick();
  }

  private async scanFile({ name, file }: NamedFile, before: number, tick: () => void) {
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
      for await (const { line, bytes, offset } of piecesOf(counted, name)) {
        const place = line === 0 ? name : `${name}:${line}`;
        // What was packed is kept unpacked, out of this memory: a blob.
        const at = isPacked
          ? { blob: new Blob([bytes.slice()]), offset: 0 }
          : { blob: file, offset };
        this.core.parse(bytes, this.language).forEach((result, which) => {
          this.rows.push({ ...this.row(result, place), ...at, length: bytes.length, which });
        });
        this.progress.events = this.rows.length;
        tick();
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const unread: ReadError = { code: 'unreadable_file', message, help: '' };
      const nowhere = { blob: file, offset: 0, length: file.size, which: 0 };
      this.rows.push({ ...this.row({ error: unread }, name), ...nowhere });
      this.progress.events = this.rows.length;
    }
  }

  private row({ report, error }: Result, place: string): Row & { hay: string } {
    const index = this.rows.length;
    if (report === undefined) {
      const message = error?.message ?? '';
      const codes = error === undefined ? [] : [error.code];
      const none = { type: '', taskId: '', input: '', time: '', outputs: 0 };
      const hay = `${place} ${message}`.toLowerCase();
      return {
        index,
        place,
        verdict: 'unreadable',
        codes,
        message,
        ...none,
        hay,
        ...(error && { error }),
      };
    }
    const { tasks, input } = report;
    const said = [report, ...tasks];
    const codeOf = (it: { code?: number; code_ext?: string }) => it.code_ext ?? it.code;
    const codes = [
      ...new Set(
        said
          .map(codeOf)
          .filter((it) => it !== undefined)
          .map(String),
      ),
    ];
    const places = [input, ...tasks.flatMap((task) => task.outputs)].map((it) => it?.uri);
    const messages = said.flatMap((it) => [it.message, it.explanation]);
    const type = report.event_name ?? report.event_type;
    const texts = [place, type, report.task_id, report.session_id, report.session_context];
    return {
      index,
      place,
      verdict: report.verdict,
      type,
      taskId: report.task_id ?? '',
      input: (input?.key ?? input?.uri ?? '').split('/').at(-1) ?? '',
      codes,
      message: said.map((it) => it.message ?? it.explanation).find(Boolean) ?? '',
      time: report.finished_at ?? report.started_at ?? '',
      outputs: tasks.reduce((sum, task) => sum + task.outputs.length, 0),
      hay: [...texts, ...codes, ...messages, ...places].filter(Boolean).join(' ').toLowerCase(),
    };
  }

  /** Filters, and counts what is left. */
  totals(filter: Filter): Totals {
    const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
    const { type, verdict, code, from, to } = filter;
    const isEverything = Object.values(filter).every((value) => value === '');
    this.found = isEverything
      ? this.rows
      : this.rows.filter(
          (row) =>
            (type === '' || row.type === type) &&
            (verdict === '' || row.verdict === verdict) &&
            (code === '' || row.codes.includes(code)) &&
            (from === '' || row.time >= from) &&
            (to === '' || (row.time !== '' && row.time <= to)) &&
            words.every((word) => row.hay.includes(word)),
        );
    const verdicts: Record<string, number> = {};
    const codes = new Map<string, number>();
    const types = new Map<string, number>();
    for (const row of this.found) {
      verdicts[row.verdict] = (verdicts[row.verdict] ?? 0) + 1;
      for (const each of row.codes) codes.set(each, (codes.get(each) ?? 0) + 1);
    }
    for (const row of this.rows) if (row.type) types.set(row.type, (types.get(row.type) ?? 0) + 1);
    const byCount = (counts: Map<string, number>) => [...counts].sort((a, b) => b[1] - a[1]);
    return {
      all: this.rows.length,
      matching: this.found.length,
      verdicts,
      codes: byCount(codes),
      types: byCount(types),
    };
  }

  /** Some of what was found by the last filter. */
  window(from: number, to: number): Row[] {
    return this.found
      .slice(from, to)
      .map(({ blob: _b, offset: _o, length: _l, which: _w, hay: _h, ...row }) => row);
  }

  /** The document behind a row of what was found. */
  async open(index: number): Promise<Opened | undefined> {
    const row = this.found[index];
    if (row === undefined) return undefined;
    const { blob, offset, length, which, place } = row;
    const bytes = new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
    return { place, bytes, which };
  }
}
