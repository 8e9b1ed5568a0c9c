import { words } from '../lang';
import { say } from '../state/view';
import { Icon } from './Icon';

export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page from a file may not use the clipboard's interface; what is selected it may copy.
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'aside';
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  say(words.value.copied);
}

/** A button that copies. `what` names the text for screen readers. */
export function Copy({ text, what }: { text: string; what: string }) {
  const label = `${words.value.copy}: ${what}`;
  return (
    <button
      type="button"
      class="ghost small"
      title={label}
      aria-label={label}
      onClick={() => copyText(text)}
    >
      <Icon name="copy" />
    </button>
  );
}
