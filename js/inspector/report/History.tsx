import type { State } from '../archive/protocol';
import { history, openRow } from '../archive/state';
import { words } from '../lang';
import { Icon } from '../ui/Icon';
import { Moment } from '../ui/Moment';
import { ICONS, verdictWords } from './headline';

/** What happened to the task: its notifications, and what was delivered of them, as far as the archive has them. */
export function History() {
  const t = words.value;
  const all = history.value;
  if (all.length < 2) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history">
        {t.history} <span class="count">{all.length}</span>
      </h2>
      <ol class="history">
        {all.map(({ at, what, about, index, isOpen, tries = 1, seenBefore }, place) => {
          const isState = index !== undefined;
          const name =
            what in t.receipts
              ? t.receipts[what as keyof typeof t.receipts]
              : verdictWords(what as State, t);
          return (
            <li
              key={place}
              class={isState ? what : 'receipt'}
              aria-current={isOpen ? 'true' : undefined}
            >
              <span class="sign">
                <Icon name={isState ? ICONS[what as State] : 'success'} />
              </span>
              <span class="when">{at && <Moment iso={at} />}</span>
              <span class="what">
                {index !== undefined && index >= 0 && !isOpen ? (
                  <button type="button" class="link" onClick={() => openRow(index)}>
                    {name}
                  </button>
                ) : (
                  <strong>{name}</strong>
                )}
                <span class="muted">
                  {[about, tries > 1 && t.tries(tries), seenBefore && t.seenBefore]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
