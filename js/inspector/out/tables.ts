/** Reports as CSV and Markdown. */

import type { Report } from '../../core/report';
import { clock } from '../../display/durations';
import { sanitizedLines } from '../../display/sanitized';
import { bitsPerSecond, bytes } from '../../display/units';
import type { Strings } from '../lang';
import { headline } from '../report/headline';
import { outputsOf } from '../report/Outputs';
import { kindName, taskName } from '../state/kinds';
import { csvOf } from './csv';

/** The outputs of all reports, a line for each. */
export function toCsv(reports: readonly Report[]): string {
  const head = [
    'task_id',
    'kind',
    'definition',
    'member',
    'codec',
    'size',
    'bitrate',
    'duration',
    'width',
    'height',
    'uri',
    'url',
  ];
  const lines = reports.flatMap((report) =>
    outputsOf(report).map(({ task, output, codec }) => [
      report.task_id,
      task.name ?? task.kind,
      task.definition,
      output.member,
      codec,
      output.size,
      output.bitrate,
      output.duration,
      output.width,
      output.height,
      output.uri,
      output.url,
    ]),
  );
  return csvOf(head, lines);
}

export function toMarkdown(report: Report, t: Strings): string {
  const parts = [`# ${headline(report, t)}`];
  const facts: [string, string | undefined][] = [
    [t.fields.taskId, report.task_id],
    [t.fields.eventType, report.event_name ?? report.event_type],
    [t.input, report.input?.uri],
    [t.fields.started, report.started_at],
    [t.fields.finished, report.finished_at],
  ];
  parts.push(list(facts.flatMap(([name, value]) => (value ? [`${name}: ${code(value)}`] : []))));
  const failed = report.tasks.filter(({ status }) => status === 'failure');
  if (failed.length > 0) {
    const lines = failed.map((task) =>
      [`**${escaped(taskName(task))}**`, task.explanation, task.message, task.code_ext, task.code]
        .filter(Boolean)
        .map((part, index) => (index === 0 ? part : escaped(String(part))))
        .join(' · '),
    );
    parts.push(`## ${t.failedTitle}`, list(lines));
  }
  const outputs = outputsOf(report);
  if (outputs.length > 0) {
    const columns = [
      t.fields.kind,
      t.fields.definition,
      t.fields.codec,
      t.fields.size,
      t.fields.bitrate,
      t.fields.duration,
      t.fields.place,
    ];
    const rows = outputs.map(({ kind, task, codec, output }) => [
      escaped(kind),
      String(task.definition ?? ''),
      escaped(codec),
      output.size === undefined ? '' : bytes(output.size),
      output.bitrate === undefined ? '' : bitsPerSecond(output.bitrate),
      output.duration === undefined ? '' : clock(output.duration),
      code(output.uri ?? output.file_id ?? ''),
    ]);
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    parts.push(
      `## ${t.outputs}`,
      [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n'),
    );
  }
  const findings = report.tasks.flatMap((task) =>
    task.findings.map((it) =>
      [
        kindName(task),
        it.suggestion,
        it.label,
        it.name,
        it.text,
        it.start !== undefined && `${it.start}–${it.end ?? it.start} s`,
      ]
        .filter(Boolean)
        .map((part) => escaped(String(part)))
        .join(' · '),
    ),
  );
  if (findings.length > 0) parts.push(`## ${t.findings}`, list(findings));
  return `${parts.join('\n\n')}\n`;
}

const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');

function escaped(text: string): string {
  return sanitizedLines(text)
    .replace(/[\\`*_[\]<>|#]/g, '\\$&')
    .replace(/\s*\n\s*/g, '<br>')
    .replace(/\s+/g, ' ');
}

function code(text: string): string {
  return `\`${text.replace(/[`|\r\n]/g, ' ')}\``;
}
