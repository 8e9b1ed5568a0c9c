/** The core in a page or a worker. */

import type { CoreError, CoreErrorCode } from '../core/error';
import { type Core, CoreLoader } from '../core/instance';
import type { KindName, Language, Report } from '../core/report';

/** Why something has no report: the core's error, or that the browser cannot read the file. */
export type ReadError = CoreError<CoreErrorCode | 'unreadable_file'>;

/** What one notification came out as. */
export interface Result {
  report?: Report;
  error?: ReadError;
}

/** What a person can do next; see `src/mps/next_steps.rs`. */
export interface NextSteps {
  todo?: string;
  cause?: string;
  fix?: string;
  judgement?: string;
  judgement_rank?: number;
  headline?: string;
  fault?: string;
  fault_name?: string;
  retry?: 'now' | 'later' | 'after_fix' | 'never';
  advice?: string;
  query?: string;
  tasks_page: string;
  templates_page?: string;
  object_page?: string;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
export const encode = (text: string): Uint8Array => encoder.encode(text);
export const decode = (bytes: Uint8Array): string => decoder.decode(bytes);

export class InspectorCore {
  readonly loader: CoreLoader;

  constructor(readonly module: WebAssembly.Module) {
    this.loader = new CoreLoader(() => module);
  }

  /** The reports of an event; never throws. */
  parse(event: Uint8Array, language: Language): Result[] {
    if (this.last?.event === event && this.last.language === language) return this.last.results;
    const results = this.results((core) => core.parse(event, encode(language)));
    this.last = { event, language, results };
    return results;
  }

  /** Takes what was parsed elsewhere: it is not parsed again. */
  keep(event: Uint8Array, language: Language, results: Result[]): void {
    this.last = { event, language, results };
  }

  /** What was parsed last: whether an event is one is asked before it is shown. */
  private last: { event: Uint8Array; language: Language; results: Result[] } | undefined;

  /** The same as CloudEvents. `now` is ms since 1970. */
  cloudEvents(event: Uint8Array, language: Language, now: number): unknown[] {
    return JSON.parse(this.loader.use((core) => core.toCloudEvents(event, encode(language), now)));
  }

  /** Whether a text names the type of an event, though it may be damaged. */
  namesEvent(text: Uint8Array): boolean {
    return this.loader.use((core) => core.namesEvent(text));
  }

  /** What people call kinds and families of sub-tasks. */
  kindNames(language: Language): KindName[] {
    return JSON.parse(this.loader.use((core) => core.kindNames(encode(language))));
  }

  /** What a person can do next about a task of which this is known. */
  nextSteps(task: object, language: Language): NextSteps {
    const question = encode(JSON.stringify(task));
    return JSON.parse(this.loader.use((core) => core.nextSteps(question, encode(language))));
  }

  /** An event, or the body of a request, without its secrets. */
  redact(bytes: Uint8Array): string {
    return this.loader.use((core) => core.redact(bytes));
  }

  private results(read: (core: Core) => string): Result[] {
    try {
      const found: (Report | { error: CoreError })[] = JSON.parse(this.loader.use(read));
      return found.map((it) => ('error' in it ? { error: it.error } : { report: it }));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return [
        { error: { code: 'trapped', message, help: 'The event is too large for this page.' } },
      ];
    }
  }
}

/** Unpacks the core that is in the page. */
export async function unpackCore(packed: string): Promise<InspectorCore> {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new InspectorCore(await WebAssembly.compile(await new Response(stream).arrayBuffer()));
}
