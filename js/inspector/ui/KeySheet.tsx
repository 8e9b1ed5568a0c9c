import { useEffect } from 'preact/hooks';
import { words } from '../lang';
import { later, loadRest } from '../raw/load';
import { language, shortcuts } from '../state/settings';
import { Check } from './Check';
import { Dialog } from './Dialog';
import { KEYS } from './keys';

export function KeySheet() {
  const t = words.value;
  useEffect(loadRest, []);
  return (
    <Dialog title={t.keys}>
      <dl class="keys">
        {(Object.keys(KEYS) as (keyof typeof KEYS)[]).map((name) => (
          <div key={name}>
            <dt>
              <kbd>{KEYS[name]}</kbd>
            </dt>
            <dd>{later.value?.keyName(name, language.value)}</dd>
          </div>
        ))}
      </dl>
      <Check setting={shortcuts} label={t.keysOn} />
    </Dialog>
  );
}
