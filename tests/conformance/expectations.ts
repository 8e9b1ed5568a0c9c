/**
 * What the report of a notification has to say, read from the notification's JSON alone: a second reader, which
 * shares nothing with the core and knows the API's documentation only. It reads by general rules where the core has a row
 * for each kind.
 */

import { SECRET_MARK } from './values';

type Json = unknown;
type JsonObject = Record<string, unknown>;

export interface Expectations {
  eventType: string;
  taskId: string | undefined;
  /** How many sub-tasks there are. */
  tasks: number;
  /** Their states as reports name them, sorted; undefined where the notification has none of sub-tasks. */
  states: string[] | undefined;
  /** Whether the task as a whole has ended, if it says so. */
  finished: boolean | undefined;
  files: ExpectedFile[];
  /** Every text in an output: nothing else can be the name of a file. */
  texts: Set<string>;
  words: Found[];
  suggestions: Found[];
}

/** A text that has to be in the report. */
export interface Found {
  /** Where it is: member names joined by dots, `[]` for elements. */
  at: string;
  value: string;
}

export interface ExpectedFile extends Found {
  /** Where it can lie: the nearest place that is named, or an open one if that has no bucket. */
  places: Place[];
  /** A picture that shows what was found, kept for some hours only: it may be with the finding instead. */
  isEvidence: boolean;
}

export interface Place {
  storage?: string;
  bucket?: string | undefined;
  region?: string | undefined;
}

const NOWHERE: Place[] = [{}];

/** Undefined for event types that nothing is known of. */
export function expectationsOf(event: JsonObject): Expectations | undefined {
  const { EventType, NotificationType } = event;
  if (typeof NotificationType === 'string') return live(event, NotificationType);
  const member = MEMBERS[String(EventType)];
  if (member === undefined) return undefined;
  const body = object(event[member]);
  const reader = new Reader();
  READERS[member]?.(reader, body, member);
  return {
    ...reader.read,
    eventType: String(EventType),
    taskId: nonEmpty(body.TaskId),
    finished: typeof body.Status === 'string' ? body.Status === 'FINISH' : undefined,
    states: HAVE_STATES.includes(member) ? reader.read.states?.sort() : undefined,
  };
}

const MEMBERS: Record<string, string> = {
  WorkflowTask: 'WorkflowTaskEvent',
  EditMediaTask: 'EditMediaTaskEvent',
  ScheduleTask: 'ScheduleTaskEvent',
  BatchTask: 'BatchTaskEvent',
  // Without Event at its end.
  ExtractBlindWatermark: 'ExtractBlindWatermarkTask',
};

const HAVE_STATES = ['WorkflowTaskEvent', 'ScheduleTaskEvent', 'BatchTaskEvent'];

const READERS: Record<string, (reader: Reader, body: JsonObject, at: string) => void> = {
  WorkflowTaskEvent(reader, body, at) {
    const source = placesOfInput(body.InputInfo);
    for (const [name, value] of Object.entries(body)) {
      if (!/(ResultSet|TaskResult)$/.test(name)) continue;
      if (Array.isArray(value)) {
        for (const item of value) reader.item(object(item), source, `${at}.${name}[]`);
      } else if (isObject(value)) reader.result(value, source, `${at}.${name}`);
    }
  },
  ScheduleTaskEvent(reader, body, at) {
    const source = placesOfInput(body.InputInfo);
    for (const activity of list(body.ActivityResultSet)) {
      const [member, result] = filled(object(object(activity).ActivityResItem));
      const place = `${at}.ActivityResultSet[].ActivityResItem.${member}`;
      const elements = list(result.Output);
      if (elements.length === 0) {
        reader.result(result, source, place);
        continue;
      }
      const inherited = placesOf(object(result.Input).OutputStorage, source);
      const states = elements.flatMap((element) =>
        reader.item(object(element), inherited, `${place}.Output[]`),
      );
      // What the list says of itself, and none of its elements.
      const { Status } = result;
      if (Status === 'FAIL' && !states.includes('FAIL')) reader.task('FAIL');
      const isOpen = (state: Json) => state === 'PROCESSING' || state === 'WAITING';
      if (isOpen(Status) && !states.some(isOpen)) reader.task(Status);
    }
  },
  EditMediaTaskEvent(reader, body, at) {
    const sources = list(object(body.Input).FileInfoSet).flatMap((file) =>
      placesOfInput(object(file).InputInfo),
    );
    reader.result(body, [...NOWHERE, ...sources], at);
  },
  ExtractBlindWatermarkTask(reader) {
    reader.task(undefined);
  },
  BatchTaskEvent(reader, body, at) {
    const sources = list(body.InputInfos).flatMap(placesOfInput);
    const result = object(body.SmartSubtitlesTaskResult);
    const inherited = placesOf(object(result.Input).OutputStorage, [...NOWHERE, ...sources]);
    for (const output of list(result.Outputs)) {
      const { Status, ...others } = object(output);
      reader.task(Status);
      if (Status === 'SUCCESS' && hasFailedPart(others)) reader.task('FAIL');
      reader.output(output, inherited, `${at}.SmartSubtitlesTaskResult.Outputs[]`);
    }
  },
};

function live(event: JsonObject, type: string): Expectations {
  const member = `${type}Info`;
  const info = object(event[member]);
  const reader = new Reader();
  if (type === 'AiReviewResult' || type === 'AiRecognitionResult' || type === 'AiAnalysisResult') {
    for (const item of list(info.ResultSet)) {
      reader.task(undefined);
      reader.output(item, NOWHERE, `${member}.ResultSet[]`);
    }
  } else {
    reader.task(undefined);
    // The addresses of recordings are files, those of other things found are pictures of them.
    reader.output(info, NOWHERE, member, type !== 'LiveRecordResult');
  }
  return {
    ...reader.read,
    eventType: type,
    taskId: nonEmpty(event.TaskId),
    finished: undefined,
    states: undefined,
  };
}

/** Gathers what a report has to say. */
class Reader {
  readonly read = {
    tasks: 0,
    states: [] as string[] | undefined,
    files: [] as ExpectedFile[],
    texts: new Set<string>(),
    words: [] as Found[],
    suggestions: [] as Found[],
  };

  task(status: Json): void {
    this.read.tasks += 1;
    this.read.states?.push(STATES[String(status)] ?? 'unknown');
  }

  /** An element of a set, which holds the result in one of its members; gives the states in it. */
  item(item: JsonObject, inherited: Place[], at: string): Json[] {
    const [member, result] = filled(item);
    return this.result(result, inherited, `${at}.${member}`);
  }

  /** The result of a sub-task; gives its state, and that of what failed in its output. */
  result(result: JsonObject, inherited: Place[], at: string): Json[] {
    const states = [result.Status];
    // A subtitle in one of several languages may fail alone.
    if (result.Status === 'SUCCESS' && hasFailedPart(result.Output)) states.push('FAIL');
    for (const state of states) this.task(state);
    const output = result.Output;
    const { Suggestion } = object(output);
    if (typeof Suggestion === 'string' && Suggestion !== '') {
      this.read.suggestions.push({ at: `${at}.Output.Suggestion`, value: Suggestion });
    }
    this.output(output, placesOf(object(result.Input).OutputStorage, inherited), `${at}.Output`);
    return states;
  }

  /** Everything in an output, which can name a storage of its own on any level. */
  output(value: Json, inherited: Place[], at: string, hasEvidence = true): void {
    if (Array.isArray(value)) {
      for (const element of value) this.output(element, inherited, `${at}[]`, hasEvidence);
      return;
    }
    if (typeof value === 'string') this.#text(value, inherited, at, hasEvidence);
    if (!isObject(value)) return;
    const places = placesOf(value.OutputStorage ?? value.Storage, inherited);
    for (const [name, member] of Object.entries(value)) {
      // Storages say where, not what; single words are in the texts that they are the words of.
      if (name === 'OutputStorage' || name === 'Storage' || name === 'Wordlist') continue;
      this.output(member, places, `${at}.${name}`, hasEvidence);
    }
  }

  #text(value: string, places: Place[], at: string, hasEvidence: boolean): void {
    if (value === '') return;
    this.read.texts.add(value);
    const name = at.slice(at.lastIndexOf('.') + 1).replace('[]', '');
    if (/(Path|Paths|PathSet|Url)$|^VoiceCloned(Video|MarkFile)$/.test(name)) {
      this.read.files.push({ at, value, places, isEvidence: hasEvidence && name === 'Url' });
    }
    if (/^(Label|Tag|Classification|Word|Text|Name)$/.test(name)) {
      this.read.words.push({ at, value });
    }
  }
}

const STATES: Record<string, string> = {
  SUCCESS: 'success',
  FAIL: 'failure',
  PROCESSING: 'processing',
  WAITING: 'waiting',
};

/** The structures that name a place, by the type that selects them; what else is filled counts if that says nothing. */
const STORAGES: Record<string, { storage: string; input: string; output: string; prefix: string }> =
  {
    COS: { storage: 'cos', input: 'CosInputInfo', output: 'CosOutputStorage', prefix: '' },
    'AWS-S3': { storage: 's3', input: 'S3InputInfo', output: 'S3OutputStorage', prefix: 'S3' },
    VOD: { storage: 'vod', input: 'VODInputInfo', output: 'VODOutputStorage', prefix: '' },
  };

function placesOfInput(info: Json): Place[] {
  const kind = STORAGES[String(object(info).Type)];
  const others = Object.values(STORAGES).map((other) =>
    placeIn(object(object(info)[other.input]), other),
  );
  if (kind === undefined) return [...NOWHERE, ...others];
  const place = object(object(info)[kind.input]);
  // An input without an object does not count, and its bucket may count or not.
  const named = placeIn(place, kind);
  return place[`${kind.prefix}Object`] ? [named] : [named, ...NOWHERE, ...others];
}

/** The places of a storage; without one, those around it; with one that names no bucket ("inherits"), either. */
function placesOf(storage: Json, inherited: Place[]): Place[] {
  if (!isObject(storage)) return inherited;
  const kind = STORAGES[String(storage.Type)];
  const others = Object.values(STORAGES)
    .map((other) => placeIn(object(storage[other.output]), other))
    .filter(({ bucket }) => bucket !== undefined);
  if (kind === undefined) return [...NOWHERE, ...others];
  const named = placeIn(object(storage[kind.output]), kind);
  return named.bucket === undefined ? [{}, named, ...others, ...inherited] : [named];
}

function placeIn(
  place: JsonObject,
  { storage, prefix }: { storage: string; prefix: string },
): Place {
  return {
    storage,
    bucket: nonEmpty(place[`${prefix}Bucket`]),
    region: nonEmpty(place[`${prefix}Region`]),
  };
}

/** Every secret that generated notifications hold begins with the same mark. */
export function holdsSecret(text: string): boolean {
  return text.includes(SECRET_MARK);
}

/** Whether an output holds, at any depth, something that says `Error`. */
function hasFailedPart(output: Json): boolean {
  if (Array.isArray(output)) return output.some(hasFailedPart);
  if (!isObject(output)) return false;
  return output.Status === 'Error' || Object.values(output).some(hasFailedPart);
}

/** The one member that holds an object: the result that the type names. */
function filled(item: JsonObject): [string, JsonObject] {
  const found = Object.entries(item).filter(([, value]) => isObject(value));
  if (found.length !== 1) throw new Error(`not one filled member: ${Object.keys(item)}`);
  return found[0] as [string, JsonObject];
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function object(value: Json): JsonObject {
  return isObject(value) ? value : {};
}

function list(value: Json): Json[] {
  return Array.isArray(value) ? value : [];
}

function nonEmpty(value: Json): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
