import type { ReadError } from '../core';
import { words } from '../lang';
import { positionOf } from '../raw/position';
import { jump } from '../raw/state';
import { badLink, source } from '../state/event';
import { Icon } from '../ui/Icon';
import { Said } from '../ui/Said';

/** Why something is no notification, where, and what to do: in the core's own words. */
export function Refused({ error }: { error: ReadError }) {
  const t = words.value;
  const at = error.offset === undefined ? undefined : positionOf(source.value, error.offset);
  return (
    <section class="outcome unreadable" aria-labelledby="outcome">
      <p class="seal">
        <Icon name="unreadable" />
      </p>
      <div>
        <h1 id="outcome">{t.unreadable}</h1>
        <p class="reason">
          <strong>
            <Said text={error.message} />
          </strong>
        </p>
        {error.help && (
          <p class="todo">
            <span class="tag">{t.whatToDo}</span> <Said text={error.help} />
          </p>
        )}
        <dl class="facts">
          <div>
            <dt>{t.errorCode}</dt>
            <dd>
              <code>{error.code}</code>
            </dd>
          </div>
          {at && (
            <div>
              <dt>{t.errorWhere}</dt>
              <dd>
                <button type="button" class="link" onClick={() => jump(at.offset)} title={t.goTo}>
                  {t.at(at.line, at.column)}
                </button>
              </dd>
            </div>
          )}
          {error.path && (
            <div>
              <dt>{t.path}</dt>
              <dd>
                <code>{error.path}</code>
              </dd>
            </div>
          )}
        </dl>
      </div>
    </section>
  );
}

/** Why the event of the address is not shown. */
export function BadLink() {
  const t = words.value;
  return (
    <section class="outcome unreadable" role="alert" aria-labelledby="outcome">
      <p class="seal">
        <Icon name="unreadable" />
      </p>
      <div>
        <h1 id="outcome">{t.fragmentTitle}</h1>
        <p class="lead">{badLink.value === 'too large' ? t.fragmentTooLarge : t.fragmentBroken}</p>
      </div>
    </section>
  );
}
