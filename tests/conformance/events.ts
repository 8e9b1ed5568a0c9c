/**
 * Random notifications, made from the types of the official SDK and consistent as the service sends them: the type
 * names the member that is filled, a state is one of those documented, and there is output where there was success.
 */

import { Random } from './random';
import { type Field, fieldsOf, holdsObjects, loadSchema, ROOTS, type Schema } from './schema';
import * as values from './values';
import { type Union, unions } from './variants';

/** A notification: an object that JSON can hold. */
export type Notification = Record<string, unknown>;

type Entries = [string, unknown][];

/** How one notification is written. */
interface Style {
  /** Members that hold nothing: `null` as in real callbacks, left out as in the documentation's samples, or either. */
  nothing: 'null' | 'absent' | 'either';
  /** Any order of members is as good as any other. */
  shuffled: boolean;
  /** How long lists of findings and files get. */
  scale: number;
}

/** What is known of the tasks around a structure. */
interface Context {
  /** The task as a whole has ended, so that all in it has. */
  finished: boolean;
  /** The source could not be read, so that all failed. */
  sourceFailed: boolean;
  /** In the output of a sub-task, or in the findings of a live stream. */
  inOutput: boolean;
  /** How many lists around this one. */
  depth: number;
  /** The state that the sub-task around it has. */
  state: string | undefined;
}

const START: Context = {
  finished: true,
  sourceFailed: false,
  inOutput: false,
  depth: 0,
  state: undefined,
};

/** Members of the API's answer that are not in a callback. */
export const ANSWER_ONLY = ['RequestId'];

/** Events of a seed: the same ones each time, whatever the count. */
export function* events(
  seed: number,
  count: number,
  schema: Schema = loadSchema(),
): Generator<Notification> {
  const generator = new EventGenerator(schema, new Random(seed));
  for (let index = 0; index < count; index += 1) yield generator.next();
}

class EventGenerator {
  readonly #schema: Schema;
  readonly #random: Random;
  readonly #unions: Map<string, Union>;
  /** The fields that were null, and those that held something. */
  readonly #wasNull = new Set<Field>();
  readonly #wasFilled = new Set<Field>();
  #style: Style = { nothing: 'either', shuffled: false, scale: 1 };

  constructor(schema: Schema, random: Random) {
    this.#schema = schema;
    this.#random = random;
    this.#unions = new Map(
      [...unions(schema)].map(([name, union]) => [name, weighted(name, union)]),
    );
  }

  next(): Notification {
    const random = this.#random;
    this.#style = {
      nothing: random.pick(['null', 'absent', 'either']),
      shuffled: random.chance(50),
      scale: random.pick([1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 3, 12, 12, 12, 12, 12, 60]),
    };
    const root = random.chance(75) ? ROOTS[0] : ROOTS[1];
    return this.#object(root as string, { ...START, finished: random.chance(85) });
  }

  /** An object of an interface. */
  #object(name: string, context: Context): Notification {
    const union = this.#unions.get(name);
    const entries =
      name === 'ActivityResult'
        ? this.#activity(context)
        : union === undefined
          ? this.#plain(name, context)
          : this.#union(name, union, context);
    if (this.#style.shuffled) this.#random.shuffle(entries);
    return Object.fromEntries(entries);
  }

  /** A structure of which one member is filled, the one that the type names. */
  #union(name: string, union: Union, context: Context): Entries {
    const random = this.#random;
    const { type, member } = random.pick(union.variants);
    const entries: Entries = [];
    for (const field of fieldsOf(this.#schema, name)) {
      if (ANSWER_ONLY.includes(field.name)) continue;
      if (field.name === union.typeMember) this.#putType(entries, name, field, type);
      else if (field.name === member) entries.push([member, this.#filled(field, context)]);
      else if (!holdsObjects(field)) this.#put(entries, name, field, context);
      else if (LOCATIONS.includes(name) && random.chance(6))
        this.#putDecoy(entries, field, context);
      else this.#putNothing(entries, field);
    }
    return entries;
  }

  /** An activity of an orchestration: its type stands outside of the structure that holds its result. */
  #activity(context: Context): Entries {
    const union = this.#unions.get('ActivityResItem') as Union;
    const variant = this.#random.pick(union.variants);
    const one = { ...union, typeMember: '', variants: [variant] };
    const entries: Entries = [];
    for (const field of fieldsOf(this.#schema, 'ActivityResult')) {
      if (field.name === union.typeMember) {
        this.#putType(entries, 'ActivityResult', field, variant.type);
      } else if (field.type === 'ActivityResItem') {
        entries.push([field.name, Object.fromEntries(this.#union(field.type, one, context))]);
      } else this.#put(entries, 'ActivityResult', field, context);
    }
    return entries;
  }

  /** The type member. It may be missing, as it is optional; what happened is then told by the filled member. */
  #putType(entries: Entries, owner: string, field: Field, type: string | undefined): void {
    const isNeeded = ROOTS.includes(owner) || !field.isOptional;
    if (type !== undefined && (isNeeded || !this.#holdsNothing(field, 3))) {
      this.#wasFilled.add(field);
      entries.push([field.name, type]);
    } else this.#putNothing(entries, field);
  }

  /** A structure of ordinary members. */
  #plain(name: string, around: Context): Entries {
    const context = this.#contextOf(name, around);
    const entries: Entries = [];
    for (const field of fieldsOf(this.#schema, name)) {
      if (!this.#putConsistently(entries, name, field, context)) {
        this.#put(entries, name, field, context);
      }
    }
    return name === 'AiAnalysisTaskReelOutput' ? reelOutput(entries) : entries;
  }

  /** What a structure that has a state says of what is in it. */
  #contextOf(name: string, around: Context): Context {
    const random = this.#random;
    const states = around.inOutput ? [] : statesOf(fieldsOf(this.#schema, name));
    if (states.includes('FINISH')) {
      const finished = random.chance(85);
      const state = finished ? 'FINISH' : random.pick(states.filter((each) => each !== 'FINISH'));
      return { ...around, finished, sourceFailed: finished && random.chance(8), state };
    }
    if (!states.includes('SUCCESS')) return { ...around, state: undefined };
    if (around.sourceFailed) return { ...around, state: 'FAIL' };
    const ended = around.finished || random.chance(50);
    const waiting = states.filter((each) => each !== 'SUCCESS' && each !== 'FAIL');
    const state = ended ? (random.chance(80) ? 'SUCCESS' : 'FAIL') : random.pick(waiting);
    // What is in it has ended if it has.
    return { ...around, finished: ended, state };
  }

  /** The members of a structure with a state, which have to fit it; false for any other member. */
  #putConsistently(entries: Entries, owner: string, field: Field, context: Context): boolean {
    const random = this.#random;
    const { state } = context;
    if (state === undefined || context.inOutput) return false;
    if (STATED.includes(field.name)) this.#wasFilled.add(field);
    const failed = state === 'FAIL' || (state === 'FINISH' && context.sourceFailed);
    const open = state === 'PROCESSING' || state === 'WAITING';
    switch (field.name) {
      case 'Status':
        // Every sub-task has one. That of a whole task can be told from those of its sub-tasks.
        if (OWN_STATE_OPTIONAL.includes(owner) && this.#holdsNothing(field, 3))
          this.#putNothing(entries, field);
        else entries.push(['Status', state]);
        return true;
      case 'ErrCode':
        if (failed) entries.push(['ErrCode', random.pick(CODES)]);
        else if (this.#holdsNothing(field, 8)) this.#putNothing(entries, field);
        else entries.push(['ErrCode', 0]);
        return true;
      case 'ErrCodeExt':
        if (failed && !random.chance(8)) entries.push(['ErrCodeExt', random.pick(ERROR_CODES)]);
        else if (this.#holdsNothing(field, 20)) this.#putNothing(entries, field);
        else entries.push(['ErrCodeExt', failed ? '' : random.pick(['', 'SUCCESS'])]);
        return true;
      case 'Message':
        if (this.#holdsNothing(field, 8)) this.#putNothing(entries, field);
        else entries.push(['Message', random.pick(failed ? FAILURES : ['', 'SUCCESS'])]);
        return true;
      case 'FinishTime':
        if (!open) return false;
        entries.push(['FinishTime', random.pick(['0000-00-00T00:00:00Z', ''])]);
        return true;
      case 'Output':
      case 'TransTextTask':
      case 'AsrFullTextTask':
        if (!holdsObjects(field)) return false;
        // An activity can fail where some of its elements did not.
        if (random.chance(failed ? (this.#unions.has(field.type) ? 50 : 95) : open ? 85 : 6)) {
          this.#putNothing(entries, field);
        } else entries.push([field.name, this.#filled(field, this.#outputContext(field, context))]);
        return true;
      default:
        return false;
    }
  }

  /** The elements of an orchestration's output are sub-tasks again. */
  #outputContext(field: Field, context: Context): Context {
    if (this.#unions.has(field.type)) return { ...context, sourceFailed: false, state: undefined };
    return { ...context, inOutput: true, depth: 0 };
  }

  /** Any member: filled, empty or not there, as far as the types allow it. */
  #put(entries: Entries, owner: string, field: Field, context: Context): void {
    const canBeEmpty = field.type === 'string' && !field.isList && this.#wasNull.has(field);
    if (!this.#holdsNothing(field, holdsObjects(field) ? 35 : 28)) {
      entries.push([field.name, this.#filled(field, context, owner)]);
    } else if (canBeEmpty && this.#random.chance(25)) entries.push([field.name, '']);
    else this.#putNothing(entries, field);
  }

  /**
   * Whether a member has nothing in it, which happens in so many of a hundred cases. What did not happen so far is likely, so
   * that the rare structures have all their members filled, and null, within some thousand events.
   */
  #holdsNothing(field: Field, percent: number): boolean {
    if (!field.isNullable) return false;
    const isDue = this.#wasFilled.has(field) && !this.#wasNull.has(field);
    return this.#random.chance(isDue ? 50 : this.#wasFilled.has(field) ? percent : 5);
  }

  #putNothing(entries: Entries, field: Field): void {
    const { name, isOptional } = field;
    const { nothing } = this.#style;
    const isNull =
      nothing === 'null' ||
      !this.#wasNull.has(field) ||
      (nothing === 'either' && this.#random.chance(50));
    // Members that the types require are null where documentation and samples have nothing in them.
    if (isNull || !isOptional) {
      this.#wasNull.add(field);
      entries.push([name, null]);
    }
  }

  /** A place that the type does not name: official samples fill it too, or with empty texts. */
  #putDecoy(entries: Entries, field: Field, context: Context): void {
    const members = Object.entries(this.#object(field.type, context));
    const isEmpty = this.#random.chance(50);
    const decoy = members.map(([name, value]) => [
      name,
      isEmpty && typeof value === 'string' ? '' : value,
    ]);
    entries.push([field.name, Object.fromEntries(decoy)]);
  }

  /** A value of a member. */
  #filled(field: Field, context: Context, owner = ''): unknown {
    const random = this.#random;
    this.#wasFilled.add(field);
    if (!field.isList) return this.#single(field, context, owner);
    // What is in a list of sub-tasks is a list of its own.
    const ofTasks = this.#unions.has(field.type);
    const inner = ofTasks ? context : { ...context, depth: context.depth + 1 };
    const length = ofTasks ? random.pick(FEW) : this.#length(field, context);
    return Array.from({ length }, () => this.#single(field, inner, owner));
  }

  #single(field: Field, context: Context, owner: string): unknown {
    const random = this.#random;
    switch (field.type) {
      case 'string':
        return values.text(random, owner, field);
      case 'number':
        return values.number(random, field);
      case 'boolean':
        return random.chance(50);
      default:
        // What a live stream found is reported without a sub-task around it.
        return this.#object(
          field.type,
          field.type.startsWith('LiveStream') ? { ...context, inOutput: true } : context,
        );
    }
  }

  #length(field: Field, { inOutput, depth }: Context): number {
    const random = this.#random;
    if (field.name === 'AreaCoordSet' || field.name === 'AreaCoords') return 4;
    if (inOutput && depth === 0) return random.int(0, 3 * this.#style.scale);
    return random.pick(FEW);
  }
}

/** How long lists are that are not long. */
const FEW = [0, 1, 1, 1, 2, 2, 3];

/** The structures that say where something lies. */
const LOCATIONS = ['MediaInputInfo', 'TaskOutputStorage'];

/** The members that tell a state. */
const STATED = ['Status', 'ErrCode', 'ErrCodeExt', 'Message'];

/** The structures of whole tasks. */
const OWN_STATE_OPTIONAL = [
  'WorkflowTask',
  'ScheduleTask',
  'EditMediaTask',
  'ExtractBlindWatermarkTask',
];

const WEIGHTS: Record<string, Record<string, number>> = {
  ParseNotificationResponse: {
    WorkflowTaskEvent: 10,
    ScheduleTaskEvent: 10,
    EditMediaTaskEvent: 2,
  },
  ParseLiveStreamProcessNotificationResponse: {
    AiReviewResultInfo: 3,
    AiRecognitionResultInfo: 4,
    AiAnalysisResultInfo: 3,
  },
  ActivityResItem: { RecognitionTask: 2, ReviewTask: 2, AnalysisTask: 3, SmartSubtitlesTask: 2 },
  MediaInputInfo: { CosInputInfo: 5, UrlInputInfo: 2 },
  TaskOutputStorage: { CosOutputStorage: 5 },
};

const CODES = [30010, 40000, 60000, 70000];

/** `ErrCodeExt` is an open set: numbers in text occur. */
const ERROR_CODES = [
  'InvalidInput.DefinitionNotExist',
  'SourceFileError.NoVideoMedia',
  'SourceFileError',
  'InternalError',
  '302',
];

const FAILURES = [
  'Invalid data found when processing input',
  'Server returned 5XX Server Error reply',
  '源文件不存在',
  '',
];

/** The variants of a union, those with many kinds in them more than once. */
function weighted(name: string, union: Union): Union {
  const variants = union.variants.flatMap((variant) =>
    Array<Union['variants'][0]>(WEIGHTS[name]?.[variant.member] ?? 1).fill(variant),
  );
  return { ...union, variants };
}

/** The states that the documentation of a structure's `Status` names. */
function statesOf(fields: readonly Field[]): string[] {
  let states = STATES.get(fields);
  if (states === undefined) {
    const doc = fields.find(({ name }) => name === 'Status')?.doc ?? '';
    states = [...new Set(doc.match(/\b(?:WAITING|PROCESSING|SUCCESS|FAIL|FINISH)\b/g) ?? [])];
    STATES.set(fields, states);
  }
  return states;
}

const STATES = new WeakMap<readonly Field[], string[]>();

/** With one file, both members name it; with several, the single member is empty. */
function reelOutput(entries: Entries): Entries {
  const object = Object.fromEntries(entries);
  const paths = object.VideoPaths;
  if (!Array.isArray(paths) || paths.length === 0 || !object.VideoPath) return entries;
  object.VideoPath = paths.length === 1 ? paths[0] : '';
  return Object.entries(object);
}
