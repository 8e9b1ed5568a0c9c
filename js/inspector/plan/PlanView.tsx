import { useEffect } from 'preact/hooks';
import type { ShownMessage } from '../../delivery/shown-message';
import { DEFAULT_TEMPLATE } from '../../input/templates';
import { words } from '../lang';
import { loaded, planWords } from '../lang/loaded';
import { loadRest } from '../raw/load';
import { source } from '../state/event';
import { placeName } from '../state/place';
import { language } from '../state/settings';
import { Check } from '../ui/Check';
import { Copy } from '../ui/Copy';
import { Icon } from '../ui/Icon';
import { Said } from '../ui/Said';
import { Preview } from '../ui/Scroll';
import { count } from '../units';
import type { Notified, Plan, Planned } from './dry-run';
import { Form } from './Form';
import { linesOf } from './markup';
import { type OldOutcome, oldMessage } from './old-template';
import { schema, variablesOf } from './schema';
import { failure, hasField, idOf, isInvalid, options, plan, secretsShown, template } from './state';

/** What the function would do with the event, and the options that make it do so. */
export function PlanView() {
  const t = words.value;
  useEffect(loadRest, []);
  if (planWords.value === undefined) return <p class="muted">{t.loading}</p>;
  return (
    <div class="planner">
      <div class="plan">
        <h1 class="visually-hidden">{t.viewPlan}</h1>
        <p class="muted">{placeName(source.value.name, t)}</p>
        {failure.value && (
          <p class="refused" role="alert">
            <Said text={failure.value} />
          </p>
        )}
        {plan.value && <Planning plan={plan.value} />}
        {!isInvalid.value && schema.value && <Variables />}
      </div>
      <Form />
    </div>
  );
}

function Planning({ plan }: { plan: Plan }) {
  const { done, stored, notified, invoked, skipped, notes, holdsBack, replaced } = plan;
  const t = loaded(planWords);
  // One mistake in the options is an error of every notification.
  const errors = [
    ...new Map(
      [done.error, ...done.events.map(({ error }) => error)].flatMap((error) =>
        error ? [[`${error.path} ${error.message}`, error] as const] : [],
      ),
    ).values(),
  ];
  const others = notes.filter((note) => !errors.some(({ message }) => note.includes(message)));
  return (
    <>
      {errors.map(({ message, help, path }) => (
        <div key={message} class="refused" role="alert">
          {path && hasField(path) ? (
            // What is wrong with it stands at its field.
            <button type="button" class="link" onClick={() => focusField(path)}>
              <Icon name="failure" /> <code>{path}</code>
            </button>
          ) : (
            <>
              <strong>
                <Said text={message} />
              </strong>
              <Said text={help} />
              {path && <code>{path}</code>}
            </>
          )}
        </div>
      ))}
      {errors.length + stored.length + notified.length + invoked.length === 0 && (
        <p>{t.nothingSent}</p>
      )}
      {stored.length > 0 && (
        <section>
          <h2>
            {t.stores} <span class="count">{stored.length}</span>
          </h2>
          {stored.map((put) => (
            <RequestView key={put.url} request={put} title={put.url} />
          ))}
        </section>
      )}
      {notified.length > 0 && (
        <section>
          <h2>
            {t.notifies} <span class="count">{notified.length}</span>
          </h2>
          <div class="messages">
            <div>
              {notified.map((message, index) => (
                <Message key={index} sent={message} />
              ))}
            </div>
            {template.value === DEFAULT_TEMPLATE && <Replaced outcome={replaced} />}
          </div>
        </section>
      )}
      {invoked.length > 0 && (
        <section>
          <h2>
            {t.invokes} <span class="count">{invoked.length}</span>
          </h2>
          {invoked.map((call) => (
            <RequestView key={call.target} request={call} title={call.target} />
          ))}
        </section>
      )}
      {skipped.length > 0 && (
        <section>
          <h2>
            {t.skips} <span class="count">{skipped.length}</span>
          </h2>
          <ul class="warnings">
            {skipped.map(({ target, reason }, index) => (
              <li key={index}>
                <code>{target}</code> <Said text={reason} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {(others.length > 0 || holdsBack) && (
        <section>
          <h2>{t.notes}</h2>
          <ul class="warnings">
            {holdsBack && <li>{t.wantsTimer}</li>}
            {others.map((note) => (
              <li key={note}>
                <Said text={note} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <p class="muted">{t.secretsMasked}</p>
    </>
  );
}

/** Leads to the field of an option, however deep it is folded. */
function focusField(path: string): void {
  const field = document.getElementById(idOf(path));
  for (let it = field?.closest('details'); it; it = it.parentElement?.closest('details')) {
    it.open = true;
  }
  field?.focus();
}

function RequestView({ request, title }: { request: Planned; title: string }) {
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
  const size = loaded(planWords).bytesAll(count(request.bytes, language.value));
  return (
    <details class="request">
      <summary>
        <code class="method">{request.method}</code> <span class="uri">{title}</span>{' '}
        <span class="muted">{size}</span>
      </summary>
      <Preview
        label={title}
        text={`${request.method} ${request.url}\n${headers.join('\n')}\n\n${request.body}`}
      />
    </details>
  );
}

const BOTS = {
  wecom: '企业微信 WeCom',
  dingtalk: '钉钉 DingTalk',
  feishu: '飞书 Feishu',
  slack: 'Slack',
};

function Message({ sent }: { sent: Notified }) {
  const { shown } = sent;
  return (
    <article class="message">
      {shown && (
        <>
          <header>
            <strong>{BOTS[shown.bot]}</strong> <Meter shown={shown} />
          </header>
          <Bubble shown={shown} />
        </>
      )}
      <RequestView request={sent} title={`${sent.target} ${sent.url}`} />
    </article>
  );
}

/** Beside the message: what the template would have sent that the function replaces. */
function Replaced({ outcome }: { outcome: OldOutcome | undefined }) {
  const t = loaded(planWords);
  if (outcome === undefined) return null;
  return (
    <article class="message">
      <header>
        <strong lang="zh">MPS Webhook 模版</strong> <span class="counter">{t.replaced}</span>
      </header>
      {'text' in outcome ? (
        <Bubble shown={oldMessage(outcome.text)} />
      ) : (
        <div class="refused">
          <strong>{t.replacedFails}</strong>
          <code>{outcome.error}</code>
        </div>
      )}
    </article>
  );
}

function Meter({ shown: { length, limit, unit } }: { shown: ShownMessage }) {
  const t = loaded(planWords);
  const [now, most] = [count(length, language.value), count(limit, language.value)];
  const label = unit === 'bytes' ? t.bytesOf(now, most) : t.charactersOf(now, most);
  return (
    <span class="counter">
      <meter min={0} max={limit} high={limit * 0.9} value={length} aria-label={label} /> {label}
    </span>
  );
}

function Bubble({ shown }: { shown: Partial<ShownMessage> & Pick<ShownMessage, 'bot' | 'text'> }) {
  return (
    <section class={`bubble ${shown.bot}`} aria-label={loaded(planWords).rendered}>
      {shown.colour && <p class={`head ${shown.colour}`}>{shown.title}</p>}
      {linesOf(shown).map((line, index) => (
        <p key={index} class={line.kind}>
          {line.parts.map(({ text, bold, colour }, at) => {
            const Tag = bold ? 'strong' : 'span';
            return (
              <Tag key={at} class={colour ?? ''}>
                {text}
              </Tag>
            );
          })}
        </p>
      ))}
    </section>
  );
}

function Variables() {
  const t = loaded(planWords);
  const lines = (isMasked: boolean) =>
    variablesOf(options.value, isMasked)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n');
  const isMasked = !secretsShown.value;
  return (
    <section>
      <h2>
        {t.variables} <Copy text={lines(false)} what={t.variables} />
      </h2>
      <p class="muted">{t.variablesHint}</p>
      <Check setting={secretsShown} label={t.showSecrets} />
      <Preview name="preview" label={t.variables} text={lines(isMasked)} />
    </section>
  );
}
