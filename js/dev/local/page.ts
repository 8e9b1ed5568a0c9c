/** The page that lists events; texts of events get into it as text only. */

import { type Language, PAGE_WORDS } from './page-words';

export function pageIn(language: Language): string {
  const words = PAGE_WORDS[language];
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>mps-webhook dev</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; }
header { display: flex; gap: 1rem; align-items: baseline; flex-wrap: wrap; }
h1 { font-size: 1.25rem; margin: 0; }
article { border-top: 1px solid #8884; padding: .75rem 0; overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: 0; }
p { margin: .25rem 0; }
pre { white-space: pre-wrap; background: #8881; padding: .5rem; margin: .25rem 0; }
.success { color: #178a3c; } .partial, .processing { color: #a66500; } .failure, .error { color: #c62828; } .unknown { color: light-dark(#6a3f8c, #cfa8ee); }
.small { font-size: .85rem; opacity: .8; }
</style>
<header>
  <h1>mps-webhook dev</h1>
  <a href="/inspector/">${words.inspector}</a>
  <span class="small">${words.post}</span>
</header>
<main id="list" aria-live="polite"><p>${words.none}</p></main>
<script>
const words = ${JSON.stringify(words)};
const list = document.getElementById('list');
const make = (tag, text, className) => {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
};
const link = (href, text) => Object.assign(make('a', text), { href });
const signs = { success: '\\u2713', partial: '!', failure: '\\u2717', processing: '\\u2026', unknown: '?' };
const texts = (value, found = []) => {
  for (const [name, inner] of Object.entries(value ?? {})) {
    if (typeof inner === 'string') {
      if (/^(title|content|text)$/.test(name)) found.push(inner);
    } else if (typeof inner === 'object') texts(inner, found);
  }
  return found;
};
function show(entry) {
  const article = make('article');
  for (const [at, report] of entry.reports.entries()) {
    const outcome = report.outcome ?? 'error';
    const name = entry.refusals[at] ?? [report.event_name ?? report.event_type, report.task_id].join(' ');
    article.append(make('h2', (signs[outcome] ?? '\\u2717') + ' ' + words.outcomes[outcome] + '  ' + name, outcome));
  }
  // A refusal says it already.
  if (entry.error && !entry.refusals.some(Boolean)) article.append(make('p', entry.error, 'error'));
  const facts = make('p', '', 'small');
  facts.append(new Date(entry.at).toLocaleTimeString() + ' \\u00b7 ' + entry.source + ' \\u00b7 ' + Math.round(entry.ms) +
    ' ms' + (entry.isCold ? ' \\u00b7 ' + words.cold : '') + ' \\u00b7 ', link('/events/' + entry.number, words.all),
    ' \\u00b7 ', link('/events/' + entry.number + '/inspector', words.inspector));
  article.append(facts);
  if (entry.isDuplicate) article.append(make('p', words.duplicate, 'small'));
  if (entry.watched) article.prepend(make('h2', words.watched.replace('{0}', entry.watched.fetched)));
  for (const { key, size } of entry.stored) {
    const row = make('p', '', 'small');
    row.append(link('/objects/' + key.split('/').map(encodeURIComponent).join('/'), key), ' ' + size + ' ' + words.bytes);
    article.append(row);
  }
  for (const { target, content } of entry.notified) {
    article.append(make('p', words.notified + ' ' + target, 'small'));
    let shown = content;
    try { shown = texts(JSON.parse(content)).join('\\n\\n') || content; } catch {}
    article.append(make('pre', shown));
  }
  for (const { target } of entry.queued) article.append(make('p', words.queued + ' ' + target, 'small'));
  for (const { target } of entry.invoked) article.append(make('p', words.invoked + ' ' + target, 'small'));
  return article;
}
async function refresh() {
  const entries = await (await fetch('/events')).json();
  if (entries.length > 0) list.replaceChildren(...entries.map(show));
}
new EventSource('/live').onmessage = refresh;
refresh();
</script>
</html>
`;
}
