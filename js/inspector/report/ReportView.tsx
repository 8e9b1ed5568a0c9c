import { Fragment } from 'preact';
import { mostUrgent } from '../../core/attention';
import type { Report, Verdict } from '../../core/report';
import { VERDICTS } from '../../core/verdicts';
import type { Result } from '../core';
import { words } from '../lang';
import { badLink, opening, result, results, which } from '../state/event';
import { selection } from '../state/selection';
import { Icon } from '../ui/Icon';
import { Said } from '../ui/Said';
import { Facts } from './Facts';
import { Failures } from './Failures';
import { Findings } from './Findings';
import { History } from './History';
import { ICONS, isLiveResult, verdictWords } from './headline';
import { Input } from './Input';
import { Next } from './Next';
import { Outcome } from './Outcome';
import { Outputs } from './Outputs';
import { BadLink, Refused } from './Refused';
import { Sizes } from './Sizes';
import { Tasks } from './Tasks';

export function ReportView() {
  const t = words.value;
  const shown = result.value;
  // A click shows where a value is from; the keyboard has f for it.
  const select = (event: Event) => {
    const target = event.target as Element;
    const path = target.closest<HTMLElement>('[data-field]')?.dataset.field;
    if (path && !target.closest('a, button, summary'))
      selection.value = { fields: [path], from: 'report' };
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same is done by the key f
    // biome-ignore lint/a11y/useKeyWithClickEvents: the same is done by the key f
    <div class="report" onClick={select}>
      <Stepper />
      {badLink.value && <BadLink />}
      {!badLink.value && shown?.error && <Refused error={shown.error} />}
      {shown?.report && (
        <Fragment key={`${opening.value} ${which.value}`}>
          <Outcome report={shown.report} />
          <Next report={shown.report} />
          <Facts report={shown.report} />
          <Failures report={shown.report} />
          {isFoundFirst(shown.report) && <Findings report={shown.report} />}
          <History />
          <Input report={shown.report} />
          <Tasks report={shown.report} />
          <Outputs report={shown.report} />
          <Sizes report={shown.report} />
          {!isFoundFirst(shown.report) && <Findings report={shown.report} />}
          <Warnings />
        </Fragment>
      )}
      {!shown && <p class="muted">{t.loading}</p>}
    </div>
  );
}

/** Whether what was found is the news. */
function isFoundFirst(report: Report): boolean {
  const isUrgent = mostUrgent(report.tasks.flatMap((task) => task.findings)) !== undefined;
  return isUrgent || report.verdict === 'quality_warning' || isLiveResult(report);
}

export function step(by: number): void {
  const next = which.value + by;
  if (next >= 0 && next < results.value.length) which.value = next;
}

/** From one notification of a document to the next. */
function Stepper() {
  const t = words.value;
  const all = results.value.length;
  if (all < 2) return null;
  return (
    <nav class="stepper" aria-label={t.notification(which.value + 1, all)}>
      <button
        type="button"
        class="ghost"
        disabled={which.value === 0}
        aria-label={t.previous}
        onClick={() => step(-1)}
      >
        <Icon name="previous" />
      </button>
      <span>{t.notification(which.value + 1, all)}</span>
      <button
        type="button"
        class="ghost"
        disabled={which.value + 1 >= all}
        aria-label={t.next}
        onClick={() => step(1)}
      >
        <Icon name="next" />
      </button>
      {verdictsOf(results.value).map(([verdict, { times, first }]) => (
        <button
          key={verdict}
          type="button"
          class={`chip of ${verdict ?? 'unreadable'}`}
          onClick={() => {
            which.value = first;
          }}
        >
          <Icon name={ICONS[verdict ?? 'unreadable']} /> {times} {verdictWords(verdict, t)}
        </button>
      ))}
    </nav>
  );
}

/** How many notifications there are of each verdict, the worst first, and which is the first of them. */
function verdictsOf(all: readonly Result[]) {
  const order: (Verdict | undefined)[] = [undefined, ...VERDICTS];
  return order.flatMap((verdict) => {
    const first = all.findIndex(({ report }) => report?.verdict === verdict);
    const times = all.filter(({ report }) => report?.verdict === verdict).length;
    return first < 0 ? [] : [[verdict, { times, first }] as const];
  });
}

function Warnings() {
  const t = words.value;
  const warnings = result.value?.report?.warnings ?? [];
  if (warnings.length === 0) return null;
  return (
    <section aria-labelledby="warnings">
      <h2 id="warnings">
        {t.warnings} <span class="count">{warnings.length}</span>
      </h2>
      <ul class="warnings">
        {warnings.map(({ code, path, message }) => (
          <li key={`${code} ${path}`}>
            <code>{path}</code> <Said text={message} />
          </li>
        ))}
      </ul>
    </section>
  );
}
