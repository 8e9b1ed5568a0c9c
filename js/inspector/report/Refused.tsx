import { decode, type ReadError } from '../core';
import { words } from '../lang';
import { positionOf } from '../raw/position';
import { jump } from '../raw/state';
import { badLink, source } from '../state/event';
import { Icon } from '../ui/Icon';
import { Said } from '../ui/Said';
import { Query, stepsFor } from './Next';

/** Why something is no notification, where, and what to do: in the core's own words. */
export function Refused({ error }: { error: ReadError }) {
  const t = words.value;
  const at = error.offset === undefined ? undefined : positionOf(source.value, error.offset);
  const query = stepsFor({ damaged: source.value.text.slice(0, MOST_READ) })?.query;
  const missing =
    error.code === 'invalid_json' && error.offset !== undefined
      ? missingAt(decode(source.value.bytes), at?.offset ?? 0)
      : undefined;
  return (
    <section class="outcome unreadable" aria-labelledby="outcome">
      <p class="seal">
        <Icon name="unreadable" />
      </p>
      <div>
        <div class="beside">
          <h1 id="outcome">{t.unreadable}</h1>
          <p class="lead">{t.aboutText}</p>
        </div>
        <p class="reason">
          <strong>
            <Said text={error.message} />
          </strong>
        </p>
        <dl class="facts">
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
          {missing && (
            <div>
              <dt>{t.missing}</dt>
              <dd>
                <code>{missing}</code>
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
          <div>
            <dt>{t.errorCode}</dt>
            <dd>
              <code>{error.code}</code>
            </dd>
          </div>
        </dl>
        {error.help && (
          <p class="todo">
            <span class="tag">{t.whatToDo}</span> <Said text={error.help} />
          </p>
        )}
        {query && (
          <div class="next">
            <p>{t.orQuery}</p>
            <Query text={query} />
          </div>
        )}
      </div>
    </section>
  );
}

/** A task is named at the beginning of an event, characters. */
const MOST_READ = 65_536;

/** What must close before the text goes on: before a bracket of the other kind, and at its end. */
function missingAt(text: string, offset: number): string | undefined {
  const open: string[] = [];
  let isText = false;
  for (let at = 0; at < offset; at += 1) {
    const it = text[at] ?? '';
    if (it === '"') isText = !isText;
    else if (isText) at += it === '\\' ? 1 : 0;
    else if (it === '{' || it === '[') open.push(it === '{' ? '}' : ']');
    else if (it === '}' || it === ']') open.pop();
  }
  if (text.slice(offset).trim() === '') return (isText ? '"' : '') + open.reverse().join('');
  const isOther = !isText && /[}\]]/.test(text[offset] ?? '') && text[offset] !== open.at(-1);
  return isOther ? open.at(-1) : undefined;
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
