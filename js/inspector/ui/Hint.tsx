import type { ComponentChildren } from 'preact';

/** Something short that says more when it is pressed, with the mouse or by keys. */
export function Hint({ more, children }: { more: string; children: ComponentChildren }) {
  return (
    <details class="hint">
      <summary>{children}</summary>
      <span class="muted">{more}</span>
    </details>
  );
}
