/** What "MPS Webhook 模版", the template that the function replaces, does with an event: by its published code. */

import type { ShownMessage } from '../../delivery/shown-message';

/** Its message, or the error with which it ends before it sends one. */
export type OldOutcome = { text: string } | { error: string };

/** The lines of its message: a label of its own, and the members it reads in this order. */
const LINES: [label: string, ...paths: string[]][] = [
  ['视频处理任务ID:', 'TaskId'],
  ['任务流状态:', 'Status'],
  ['视频处理输出文件信息:', 'MediaProcessResultSet.0.TranscodeTask.Output.Path'],
  [
    '视频处理输出存储桶地域信息:',
    'MediaProcessResultSet.0.TranscodeTask.Output.OutputStorage.CosOutputStorage.Region',
    'MediaProcessResultSet.0.TranscodeTask.Output.OutputStorage.CosOutputStorage.Bucket',
  ],
  ['视频处理任务执行状态:', 'Message'],
];

/** `event` is what its function gets; undefined if that is not an object. */
export function oldTemplate(event: unknown): OldOutcome | undefined {
  if (typeof event !== 'object' || event === null) return undefined;
  try {
    const lines = LINES.map(([label, ...paths]) => {
      const values = paths.map((path) => read(event, `WorkflowTaskEvent.${path}`));
      return `> ${label}<font color="warning">${values.join('/')}</font>`;
    });
    return { text: ['<font color="info">视频处理完成！</font>', ...lines].join('\n') };
  } catch (error) {
    return { error: `TypeError: ${(error as Error).message}` };
  }
}

/** What its message looks like: that of a WeCom bot. */
export const oldMessage = (text: string): Pick<ShownMessage, 'bot' | 'text'> => ({
  bot: 'wecom',
  text,
});

/** A value as a text, or the error of Node.js 8.9 where there is none to read from. */
function read(event: object, path: string): string {
  let at: unknown = event;
  for (const name of path.split('.')) {
    if (at === undefined || at === null) throw new Error(`Cannot read property '${name}' of ${at}`);
    at = (at as Record<string, unknown>)[name];
  }
  return String(at);
}
