import { useRef } from 'preact/hooks';
import { words } from '../lang';
import { PASTED } from '../state/place';
import { dialog } from '../state/view';
import { Dialog } from '../ui/Dialog';
import { takeText } from './take';

export function Paste() {
  const t = words.value;
  const area = useRef<HTMLTextAreaElement>(null);
  return (
    <Dialog title={t.paste}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          takeText(area.current?.value ?? '', PASTED);
        }}
      >
        <label class="labeled">
          <span>
            {t.pasteLabel} <span class="muted">{t.pasteHint}</span>
          </span>
          <textarea ref={area} rows={12} spellcheck={false} autofocus />
        </label>
        <p class="buttons">
          <button type="submit" class="primary">
            {t.inspect}
          </button>
          <button
            type="button"
            class="quiet"
            onClick={() => {
              dialog.value = undefined;
            }}
          >
            {t.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
