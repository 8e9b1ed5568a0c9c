import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { words } from '../lang';
import { dialog } from '../state/view';
import { Icon } from './Icon';

export function Dialog({ title, children }: { title: string; children: ComponentChildren }) {
  const element = useRef<HTMLDialogElement>(null);
  // Before the next key: what is typed after the key that opened it goes into it.
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const shown = element.current;
    shown?.showModal();
    // Closing it leads back to where the dialog was opened, which takes no focus while the dialog is open.
    return () => {
      shown?.close();
      if (before?.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  const close = () => {
    dialog.value = undefined;
  };
  return (
    <dialog
      ref={element}
      aria-labelledby="dialog-title"
      onClose={close}
      onClick={(event) => event.target === element.current && close()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // It closes the dialog, and not what is behind it.
        event.stopPropagation();
        close();
      }}
    >
      <div class="sheet">
        <header>
          <h2 id="dialog-title">{title}</h2>
          <button type="button" class="ghost" aria-label={words.value.close} onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
