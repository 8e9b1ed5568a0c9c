/**
 * Loads the core once, when it is first needed, and again after a trap.
 *
 * A trap (memory that ran out, or a defect of ours) leaves an instance of WebAssembly in an unknown state, so it is
 * never used again. Deliveries and readings whose memory is in it are lost with it, whichever of them trapped: each is
 * notified, and its owner starts it anew.
 */

import * as glue from 'core-glue';
import { MpsWebhookError } from './error';
import { isTrap } from './trap';

/** What has its memory in an instance. */
interface Handle {
  free(): void;
  /** Cuts the object off from its memory without touching that. */
  __destroy_into_raw(): number;
  /** Called when its instance is discarded. From then on it must not be used. */
  onLost?: () => void;
}

export type Delivery = glue.Delivery & Pick<Handle, 'onLost'>;
export type Reading = glue.Reading & Pick<Handle, 'onLost'>;
export type Watch = glue.Watch & Pick<Handle, 'onLost'>;

/** Takes texts, as an array does. */
export type Texts = glue.Texts;

export interface Core {
  /** The reports of an event as JSON text; see `wasm/src/lib.rs`. `language` is the text of an id such as `en`. */
  parse(event: Uint8Array, language: Uint8Array): string;
  /** The same in parts, each of them JSON text of an array. `parts` must not throw. */
  parseInParts(event: Uint8Array, language: Uint8Array, parts: Texts): void;
  /** The same as JSON text of CloudEvents. `now` is ms since 1970. */
  toCloudEvents(event: Uint8Array, language: Uint8Array, now: number): string;
  /** Messages for people as JSON text, with `{"text": …}` in each report's place; empty if there is no such format. */
  render(event: Uint8Array, format: Uint8Array, language: Uint8Array): string;
  /** An event, or the body of a request, without its secrets. */
  redact(event: Uint8Array): string;
  /** Checks signatures: an empty text, or that of `{"error": …}`. */
  verify(event: Uint8Array, notifyKey: Uint8Array, now: number): string;
  /** Looks at options: JSON text of findings and of requests to send; see `src/probe`. `settings` is JSON text. */
  probe(settings: Uint8Array, now: number): string;
  /** What the response to a probe means, as JSON text; see `wasm/src/lib.rs`. `probe` and `headers` are JSON text. */
  diagnose(
    probe: Uint8Array,
    status: number,
    headers: Uint8Array,
    body: Uint8Array,
    now: number,
  ): string;
  /** A message as people see it, and how much of the bot's room it takes, as JSON text; see `src/notify/shown.rs`. Empty if it is not a message for people. */
  shownMessage(target: Uint8Array, body: Uint8Array): string;
  /** Whether messages wait for a time, which a timer trigger has to watch. `settings` is JSON text, as for a delivery. */
  holdsBack(settings: Uint8Array): boolean;
  /** Whether a text names the type of an event as notifications do, though it may be damaged. */
  namesEvent(text: Uint8Array): boolean;
  /** Whether there is a notification in an event. */
  holdsNotification(event: Uint8Array): boolean;
  /** What people call kinds of sub-tasks, as JSON text: an array of `{of, name, with_kind}`; see `src/mps/names.rs`. */
  kindNames(language: Uint8Array): string;
  /** What a person can do next about a task, as JSON text; see `src/mps/next_steps.rs`. `task` is JSON text of what its report says. */
  nextSteps(task: Uint8Array, language: Uint8Array): string;
  /** What to do about an error code of API 3.0: JSON text of `{help, tries}`. */
  apiErrorAdvice(code: Uint8Array): string;
  /** The signed request for an action of API 3.0 as JSON text; see `wasm/src/lib.rs`. */
  apiRequest(call: Uint8Array, body: Uint8Array, now: number): string;
  /**
   * How far back a round of the watch looks and how long events may be on their way: JSON text of `{back, grace}` in ms, or of `{error}`.
   * `wanted` is JSON text of `{since, grace}`, or of `{message}`, what a timer trigger sends.
   */
  watchTimes(wanted: Uint8Array, now: number): string;
  /** What a round of the watch says to its owner, in one sentence without its full stop. `summary` is JSON text. */
  watchSentence(summary: Uint8Array, language: Uint8Array): string;
  /** Starts a delivery. `settings` is JSON text, times are ms since 1970. */
  deliver(
    event: Uint8Array,
    settings: Uint8Array,
    deadline: number,
    seed: number,
    now: number,
  ): Delivery;
  /** Starts to read the archive; see `Reading` in `wasm/src/lib.rs`. `settings` and `wanted` are JSON text, times ms since 1970. */
  read(settings: Uint8Array, wanted: Uint8Array, deadline: number, seed: number): Reading;
  /** Starts a round of the watch; see `Watch` in `wasm/src/lib.rs`. `settings` is JSON text, times are ms since 1970. */
  watch(settings: Uint8Array, deadline: number, seed: number, now: number): Watch;
}

export class CoreLoader {
  private module: WebAssembly.Module | undefined;
  private ready = false;
  /** What has its memory in the present instance. */
  private readonly live = new Set<Handle>();

  /** `compile` gives the compiled module; it is called once. */
  constructor(private readonly compile: () => WebAssembly.Module) {}

  /** A working core. */
  load(): Core {
    if (!this.ready) {
      if (typeof WebAssembly === 'undefined') {
        throw new MpsWebhookError({
          code: 'wrong_platform',
          message: 'this JavaScript engine has no WebAssembly',
          help: 'start it without flags that turn WebAssembly off, such as --jitless of Node.js',
        });
      }
      this.module = this.module || this.compile();
      glue.initSync({ module: this.module });
      this.ready = true;
    }
    return this.core;
  }

  /** Gives a working core to `action`; after a trap, which is thrown on, the next use gets a new instance. */
  use<T>(action: (core: Core) => T): T {
    try {
      return action(this.load());
    } catch (error) {
      if (isTrap(error)) {
        this.discard();
      }
      throw error;
    }
  }

  /** Takes a compiled module and lets `instantiate` give it its instance, unless there is one already. */
  async adopt(module: WebAssembly.Module, instantiate: () => Promise<unknown>): Promise<void> {
    if (!this.ready) {
      this.module = module;
      await instantiate();
      this.ready = true;
    }
  }

  /** To be called after a trap: the next use gets a new instance. Handles of the old one are notified that they are lost. */
  discard(): void {
    const lost = Array.from(this.live);
    this.live.clear();
    this.ready = false;
    for (const handle of lost) {
      // Or the garbage collector would free its memory in the new instance.
      handle.__destroy_into_raw();
      handle.onLost?.();
    }
  }

  /** Keeps account of what lives in the present instance. Freed later than that, it frees nothing. */
  private track<H extends Handle>(handle: H): H {
    const free = handle.free;
    handle.free = () => {
      if (this.live.delete(handle)) {
        free.call(handle);
      }
    };
    this.live.add(handle);
    return handle;
  }

  private readonly core: Core = {
    parse: glue.parse,
    parseInParts: glue.parseInParts,
    toCloudEvents: glue.toCloudEvents,
    render: glue.render,
    redact: glue.redact,
    verify: glue.verify,
    probe: glue.probe,
    diagnose: glue.diagnose,
    shownMessage: glue.shownMessage,
    holdsBack: glue.holdsBack,
    namesEvent: glue.namesEvent,
    holdsNotification: glue.holdsNotification,
    kindNames: glue.kindNames,
    nextSteps: glue.nextSteps,
    apiErrorAdvice: glue.apiErrorAdvice,
    apiRequest: glue.apiRequest,
    watchTimes: glue.watchTimes,
    watchSentence: glue.watchSentence,
    deliver: (event, settings, deadline, seed, now) =>
      this.track<Delivery>(new glue.Delivery(event, settings, deadline, seed, now)),
    read: (settings, wanted, deadline, seed) =>
      this.track<Reading>(new glue.Reading(settings, wanted, deadline, seed)),
    watch: (settings, deadline, seed, now) =>
      this.track<Watch>(new glue.Watch(settings, deadline, seed, now)),
  };
}
