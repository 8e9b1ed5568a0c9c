/**
 * Bidirectional control characters are drawn as �, wherever the page draws a text: no text from outside changes the direction of
 * the text around it. What is copied and saved keeps them.
 */

import { Fragment, options } from 'preact';

/** Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX 9). */
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const DRAWN = ['title', 'aria-label', 'placeholder', 'aria-valuetext'];

function withoutBidiControls(child: unknown): unknown {
  if (typeof child === 'string') return child.replace(BIDI_CONTROLS, '\ufffd');
  return Array.isArray(child) ? child.map(withoutBidiControls) : child;
}

/** Replaces them in whatever is drawn from now on. */
export function hideBidiControls(): void {
  const before = options.vnode;
  options.vnode = (node) => {
    const props = node.props as Record<string, unknown>;
    // A component may do something else with a text than to draw it.
    if (typeof node.type !== 'function' || node.type === Fragment) {
      if (props.children !== undefined) props.children = withoutBidiControls(props.children);
      for (const name of DRAWN)
        if (props[name] !== undefined) props[name] = withoutBidiControls(props[name]);
    }
    before?.(node);
  };
}
