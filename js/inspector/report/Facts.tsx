import type { ComponentChildren } from 'preact';
import type { Report } from '../../core/report';
import { clock, span } from '../../display/durations';
import { words } from '../lang';
import { codeName } from '../state/kinds';
import { field } from '../state/selection';
import { language } from '../state/settings';
import { Copy } from '../ui/Copy';
import { Hint } from '../ui/Hint';
import { Moment, ZoneSwitch } from '../ui/Moment';
import { times } from '../units';
import { isFailed } from './causes';

/** When, how long, and by which names it is found elsewhere. */
export function Facts({ report }: { report: Report }) {
  const t = words.value;
  const lang = language.value;
  const { created_at: created, started_at: started, finished_at: finished } = report;
  const waited = between(created, started);
  const took = between(started, finished);
  const length = report.inputs === undefined ? report.media?.duration : undefined;
  const billed = billedSeconds(report);
  const facts: [string, string, ComponentChildren][] = [
    [t.fields.started, 'started_at', started && <Moment iso={started} />],
    [t.fields.finished, 'finished_at', finished && <Moment iso={finished} />],
    [t.fields.waited, 'created_at', waited && span(waited, lang)],
    [t.fields.took, '', took === undefined ? undefined : span(took, lang)],
    // How much media is processed in the time that it plays.
    [t.fields.speed, '', took && length ? t.speedOf(times(length / took, lang)) : undefined],
    [
      t.fields.billed,
      '',
      billed > 0 ? (
        <Hint more={t.billedRule}>
          {clock(billed)} <span class="muted">{t.billedNote}</span>
        </Hint>
      ) : undefined,
    ],
    [t.fields.taskId, 'task_id', report.task_id],
    [t.fields.envelope, 'envelope', codeName(report.envelope)],
    [t.fields.session, 'session_id', report.session_id],
    [t.fields.context, 'session_context', report.session_context],
    [t.fields.message, 'message', isFailed(report) ? undefined : report.message],
  ];
  if (facts.every(([, , value]) => value === undefined)) return null;
  return (
    <dl class="facts">
      {facts.map(
        ([name, path, value]) =>
          value !== undefined &&
          value !== 0 && (
            <div key={name}>
              <dt>{name}</dt>
              <dd {...(path && field(path))}>
                {value}
                {path === 'task_id' && <Copy text={report.task_id ?? ''} what={name} />}
              </dd>
            </div>
          ),
      )}
      {(started ?? finished) && (
        <div>
          <dt class="visually-hidden">{t.zone}</dt>
          <dd>
            <ZoneSwitch />
          </dd>
        </div>
      )}
    </dl>
  );
}

/**
 * The length of what transcoding made, seconds: MPS bills transcoding by the length of each output
 * (https://cloud.tencent.com/document/product/862/36180). Other kinds are billed by what an event does not have.
 */
function billedSeconds({ tasks }: Report): number {
  return tasks
    .filter(({ kind, status }) => kind === 'Transcode' && status === 'success')
    .flatMap(({ outputs }) => outputs)
    .reduce((sum, { duration = 0 }) => sum + duration, 0);
}

/** Seconds; undefined if one of them is not a time. */
function between(from: string | undefined, to: string | undefined): number | undefined {
  const seconds = (Date.parse(to ?? '') - Date.parse(from ?? '')) / 1000;
  return Number.isNaN(seconds) || seconds < 0 ? undefined : seconds;
}
