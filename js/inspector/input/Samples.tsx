import { useEffect } from 'preact/hooks';
import { words } from '../lang';
import { loadRest } from '../raw/load';
import { ICONS, verdictWords } from '../report/headline';
import { core } from '../state/event';
import { openEvent } from '../state/history';
import { dialog } from '../state/view';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { type Sample, sampleFacts, samples } from './samples';

/** A gallery: an event of every type, and of every way of failing. */
export function Samples({ onChoose }: { onChoose?(sample: Sample): void }) {
  const t = words.value;
  const inspector = core.value;
  useEffect(loadRest, []);
  const choose = (sample: Sample) => {
    dialog.value = undefined;
    if (onChoose) {
      onChoose(sample);
      return;
    }
    openEvent(sample.name, sample.bytes, 'sample');
  };
  return (
    <Dialog title={t.samples}>
      <p class="muted">{t.samplesHint}</p>
      <ul class="gallery">
        {inspector &&
          samples.value.map((sample) => {
            const { type, verdict, envelope } = sampleFacts(inspector, sample);
            const sign = verdict ?? 'unreadable';
            return (
              <li key={sample.name}>
                <button type="button" class={`card ${sign}`} onClick={() => choose(sample)}>
                  <Icon name={ICONS[sign]} />
                  <strong>{sample.name.replace('.json', '')}</strong>
                  <span class="muted">
                    {[type, envelope === 'mps_trigger' ? '' : envelope].filter(Boolean).join(' · ')}
                  </span>
                  <span>{verdictWords(verdict, t)}</span>
                </button>
              </li>
            );
          })}
      </ul>
    </Dialog>
  );
}
