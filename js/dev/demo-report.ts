import type { DemoWords } from './demo-words';

/** The parts of a stored report that the demo shows. */
export interface DemoReport {
  event_type: string;
  outcome: 'success' | 'partial' | 'failure' | 'processing' | 'unknown';
  message?: string;
  tasks: DemoTask[];
}

interface DemoTask {
  kind: string;
  name?: string;
  status: string;
  code?: number;
  code_ext?: string;
  message?: string;
  explanation?: string;
  outputs: unknown[];
}

/** What happened: `partial: 4 of 6 tasks done; SampleSnapshot failed: SourceFileError…`. */
export function describeReport({ outcome, message, tasks }: DemoReport, words: DemoWords): string {
  const ended = words.outcomes[outcome];
  if (outcome === 'success') {
    const outputs = tasks.reduce((sum, task) => sum + task.outputs.length, 0);
    return `${ended}: ${words.outputs(outputs)}`;
  }
  const done = tasks.filter(({ status }) => status === 'success').length;
  const failures = describeFailures(
    tasks.filter(({ status }) => status === 'failure'),
    words,
  );
  const reasons = failures.length === 0 && message !== undefined ? [message] : failures;
  return [`${ended}: ${words.tasksDone(done, tasks.length)}`, ...reasons].join('; ');
}

/** One text per reason, because one bad source makes many sub-tasks fail alike. */
function describeFailures(failed: readonly DemoTask[], words: DemoWords): string[] {
  const kindsByReason = new Map<string, string[]>();
  for (const task of failed) {
    const reason = [task.code_ext ?? task.code, task.explanation ?? task.message]
      .filter((part) => part !== undefined && part !== '')
      .join(' ');
    const kinds = kindsByReason.get(reason) ?? [];
    kindsByReason.set(reason, [...kinds, task.name ?? task.kind]);
  }
  return [...kindsByReason].map(([reason, kinds]) =>
    words.taskFailed(kinds.join(', '), reason || words.noReason),
  );
}
