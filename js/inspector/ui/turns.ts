/**
 * No text from outside turns the direction of what stands around it: characters that do so are drawn as �, wherever the page
 * draws a text. What is copied and saved keeps them.
 */

import { Fragment, options } from 'preact';

/** Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX 9). */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const DRAWN = ['title', 'aria-label', 'placeholder', 'aria-valuetext'];

function still(child: unknown): unknown {
  if (typeof child === 'string') return child.replace(TURNS, '\ufffd');
  return Array.isArray(child) ? child.map(still) : child;
}

/** Holds still whatever is drawn from now on. */
export function holdTexts(): void {
  const before = options.vnode;
  options.vnode = (node) => {
    const props = node.props as Record<string, unknown>;
    // A component may do something else with a text than to draw it.
    if (typeof node.type !== 'function' || node.type === Fragment) {
      if (props.children !== undefined) props.children = still(props.children);
      for (const name of DRAWN) if (props[name] !== undefined) props[name] = still(props[name]);
    }
    before?.(node);
  };
}
