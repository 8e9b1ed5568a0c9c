import { words } from '../lang';
import { verdictWords } from '../report/headline';
import { core, source } from '../state/event';
import { openEvent } from '../state/history';
import { dialog } from '../state/view';
import { FIRST_SAMPLES, sampleFacts } from './samples';

/** Says of what is shown that it is a sample, and offers others; or that it was found in a text. */
export function Origin() {
  const t = words.value;
  const { origin, name } = source.value;
  if (origin === undefined) return null;
  if (origin === 'found') return <p class="tagline">{t.foundInText(1)}</p>;
  const inspector = core.value;
  const others = FIRST_SAMPLES.filter((it) => it.name !== name);
  return (
    <aside class="origin" aria-label={t.sampleTitle}>
      <p>
        <strong>{t.sampleTitle}</strong> {t.sampleHint}
      </p>
      <p class="tries">
        {t.sampleTry}
        {inspector &&
          others.slice(0, MOST).map((sample) => (
            <button
              key={sample.name}
              type="button"
              class="link"
              onClick={() => openEvent(sample.name, sample.bytes, 'sample')}
            >
              {verdictWords(sampleFacts(inspector, sample).verdict, t)}
            </button>
          ))}
        <button
          type="button"
          class="link"
          onClick={() => {
            dialog.value = 'samples';
          }}
        >
          {t.samplesAll}
        </button>
      </p>
    </aside>
  );
}

const MOST = 3;
