/** Finished tasks, as the query API of MPS knows them, and the notifications of them. */

import type { TaskDetail } from '../../../js/dev/mps/emulator';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** As the API writes times. */
export const iso = (time: number) => new Date(time).toISOString().replace(/\.\d+Z/, 'Z');

export function taskId(index: number): string {
  return `2600000000-WorkflowTask-${String(index).padStart(32, '0')}t0`;
}

function workflow(index: number, finished: number) {
  return {
    TaskId: taskId(index),
    Status: 'FINISH',
    ErrCode: 0,
    Message: '',
    InputInfo: {
      Type: 'COS',
      CosInputInfo: { Bucket: 'in-1250000000', Region: 'ap-tokyo', Object: `/${index}.mp4` },
    },
    MediaProcessResultSet: [
      {
        Type: 'Transcode',
        TranscodeTask: {
          Status: 'SUCCESS',
          ErrCodeExt: '',
          ErrCode: 0,
          Message: 'SUCCESS',
          Progress: 100,
          FinishTime: iso(finished),
          Input: { Definition: 10 },
          Output: {
            OutputStorage: {
              Type: 'COS',
              CosOutputStorage: { Bucket: 'out-1250000000', Region: 'ap-tokyo' },
            },
            Path: `/${index}.720p.mp4`,
          },
        },
      },
    ],
  };
}

/** A task that finished then, ms since 1970, and its notification. */
export function task(index: number, finished: number): { detail: TaskDetail; event: object } {
  const body = workflow(index, finished);
  const times = {
    CreateTime: iso(finished - 2 * MINUTE),
    BeginProcessTime: iso(finished - MINUTE),
    FinishTime: iso(finished),
  };
  return {
    // The types of the SDK have every member; the service leaves out what a task does not have.
    detail: {
      TaskType: 'WorkflowTask',
      Status: 'FINISH',
      ...times,
      WorkflowTask: body,
    } as unknown as TaskDetail,
    event: { EventType: 'WorkflowTask', WorkflowTaskEvent: body },
  };
}
