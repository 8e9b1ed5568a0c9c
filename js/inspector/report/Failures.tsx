import type { Report } from '../../core/report';
import { words } from '../lang';
import { field } from '../state/selection';
import { useGrowing } from '../ui/growing';
import { Text } from '../ui/Text';
import { causesOf } from './causes';
import { Retry } from './Next';

/** What failed, why, and what becomes of a retry. What is in the banner already is not said again. */
export function Failures({ report }: { report: Report }) {
  const t = words.value;
  const causes = causesOf(report);
  const { shown, end } = useGrowing(causes.length);
  if (causes.length === 0) return null;
  const isOne = causes.length === 1;
  return (
    <section aria-labelledby="failed">
      <h2 id="failed">{t.failedTitle}</h2>
      <ul class="failures">
        {causes.slice(0, shown).map(({ names, path, it, codes }) => (
          <li key={path}>
            <h3>
              {names.slice(0, MOST_NAMES).join(' · ') || t.wholeTask}
              {names.length > MOST_NAMES && ` +${names.length - MOST_NAMES}`}
            </h3>
            {it.explanation && !isOne && (
              <p class="advice" {...field(`${path}explanation`)}>
                {it.explanation}
              </p>
            )}
            <Retry of={it} isSaid={isOne} />
            {(it.message || codes.size > 0) && (
              <p class="said">
                {it.message && (
                  <>
                    <span>{t.said}</span>{' '}
                    <q>
                      <Text text={it.message} path={`${path}message`} />
                    </q>{' '}
                  </>
                )}
                {codes.size > 0 && (
                  <span class="codes-of">
                    {t.fields.code}
                    {[...codes].slice(0, MOST_NAMES).map(([code, at]) => (
                      <code key={code} {...field(at)}>
                        {code}
                      </code>
                    ))}
                  </span>
                )}
              </p>
            )}
          </li>
        ))}
      </ul>
      {end}
    </section>
  );
}

/** So many sub-tasks that failed for one reason are named. */
const MOST_NAMES = 8;
