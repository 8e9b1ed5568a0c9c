/** What the query API of MPS knows of the task of a notification. */

import type { TaskDetail } from './emulator';

/** The types of events that the API has tasks of. */
const TYPES = ['WorkflowTask', 'EditMediaTask', 'ScheduleTask'];

/**
 * The task that a notification is about, as if it had finished at a time. `undefined`: it is no notification of a task.
 *
 * @param finished ms since 1970
 */
export function taskOfEvent(event: unknown, finished: number): TaskDetail | undefined {
  const { EventType: type, ...members } = Object(event) as Record<string, unknown>;
  const body = members[`${type}Event`];
  if (!TYPES.includes(`${type}`) || typeof body !== 'object' || body === null) return undefined;
  const at = (time: number) => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
  const task = {
    TaskType: type,
    Status: 'FINISH',
    CreateTime: at(finished - 2 * MINUTE),
    BeginProcessTime: at(finished - MINUTE),
    FinishTime: at(finished),
    [`${type}`]: body,
  };
  // The types of the SDK have every member; the service leaves out what a task does not have.
  return task as unknown as TaskDetail;
}

const MINUTE = 60_000;

/** What a timer trigger of the watch sends. (SCF document 583/9708.) */
export function watchTimer(now: number): object {
  const Time = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  return { Type: 'Timer', TriggerName: 'watch', Time, Message: 'watch' };
}
