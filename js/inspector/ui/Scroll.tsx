import type { ComponentChildren } from 'preact';

/** What can be wider than the page; keys scroll it, too, for which it takes the focus. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 asks for it
    <section class="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

/** A text that is as it is. */
export function Preview({
  text,
  label,
  name = 'plain',
}: {
  text: string;
  label: string;
  name?: string;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 asks for it
    <section class={name} tabIndex={0} aria-label={label}>
      <pre>{text}</pre>
    </section>
  );
}
