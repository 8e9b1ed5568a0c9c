/** What was made. */

import type { Output, Report } from '../../core/report';
import { clock } from '../../display/durations';
import { bitsPerSecond, bytes } from '../../display/units';
import { counted } from '../language/counts';
import { table } from '../terminal/table';
import { escaped, indent } from '../terminal/text';
import { kindLabel } from './kinds';
import { folderOf, nameIn, whereIs } from './place';
import { heading, type View } from './section';
import type { Words } from './words';

/** Every file that was made; where all lie in one folder, that is said once. */
export function outputs({ tasks }: Report, words: Words, view: View): string {
  const omitted = tasks.reduce((sum, task) => sum + (task.outputs_omitted ?? 0), 0);
  const made = tasks.flatMap((task) => task.outputs.map((output) => ({ task, output })));
  if (made.length === 0) return '';
  const folders = new Set(made.map(({ output }) => folderOf(whereIs(output))));
  const [folder = ''] = folders.size === 1 ? folders : [];
  const rows = made.map(({ task, output }, index) => {
    const isNew = index === 0 || made[index - 1]?.task !== task;
    return [
      isNew ? escaped(kindLabel(task, view.language)) : '',
      isNew && task.definition !== undefined ? `${task.definition}` : '',
      output.size === undefined ? '' : bytes(output.size),
      output.bitrate === undefined ? '' : bitsPerSecond(output.bitrate),
      output.duration === undefined ? '' : clock(output.duration),
      escaped(nameIn(whereIs(output).slice(folder.length), whereIs(output))) + remark(output),
    ];
  });
  const head = [words.kind, words.template, words.size, words.bitrate, words.length, words.file];
  const shownFolder = folder === '' ? '' : escaped(folder);
  // As messages count: a sub-task may make several files.
  const counts = tasks.filter(({ outputs: files }) => files.length > 0);
  const files = made.length + omitted;
  const beside = files === counts.length ? '' : counted(files, 'files', view.language);
  return (
    heading(words.output, counts.length, view, beside) +
    (shownFolder === '' ? '' : indent([shownFolder], '  ')) +
    table(head, rows, [2, 3, 4], view, 'names') +
    (omitted > 0 ? `  … ${counted(omitted, 'more', view.language)}\n` : '')
  );
}

function remark({ member, language, expires_at }: Output): string {
  const parts = [
    PLAIN.test(member) ? undefined : member,
    language,
    expires_at && `≤ ${expires_at.slice(0, 10)}`,
  ].filter(Boolean);
  return parts.length === 0 ? '' : ` (${escaped(parts.join(', '))})`;
}

/** Members that say no more than that it is a file. */
const PLAIN = /^(Image)?(Path|Url)(Set)?$/;
