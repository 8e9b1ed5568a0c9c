import { sanitizedLines } from '../../display/sanitized';
import { field } from '../state/selection';

/** A text from outside; one of several lines, as large models write them, stands as lines of its own. */
export function Text({ text, path }: { text: string; path: string }) {
  const shown = sanitizedLines(text);
  return (
    <span class={shown.includes('\n') ? 'lines' : undefined} {...field(path)}>
      {shown}
    </span>
  );
}
