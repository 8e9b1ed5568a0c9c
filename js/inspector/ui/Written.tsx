import { h, type VNode } from 'preact';
import { sanitizedLines } from '../../display/sanitized';
import type { Drawn } from '../editor-face';
import { later } from '../raw/load';
import { field } from '../state/selection';
import { Text } from './Text';

/** A text that a large model may have written: what is longer than a line is Markdown, its JSON folded. */
export function Written({ text, path }: { text: string; path: string }) {
  const shown = sanitizedLines(text);
  const parts = isOfLines(shown) ? later.value?.markdown(shown) : undefined;
  if (parts === undefined) return <Text text={text} path={path} />;
  return (
    <div class="lines written" {...field(path)}>
      {parts.map(draw)}
    </div>
  );
}

/** Whether it is more than a line, or JSON in one. */
const isOfLines = (text: string): boolean => text.includes('\n') || /^\s*[{[]/.test(text);

/** Elements have no attributes, so nothing in them can run or lead away. */
function draw(part: Drawn): VNode | string {
  if (typeof part === 'string') return part;
  if (part.tag === 'details') {
    return (
      <details>
        <summary>JSON</summary>
        <pre>{part.parts}</pre>
      </details>
    );
  }
  return h(part.tag, null, ...part.parts.map(draw));
}
