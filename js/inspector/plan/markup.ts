/** Messages of bots, drawn: the part of each bot's markup that messages use. */

import type { ShownMessage } from '../../delivery/shown-message';

export interface Line {
  kind: 'text' | 'quote' | 'item' | 'gap';
  parts: Part[];
}

export interface Part {
  text: string;
  bold?: boolean;
  colour?: string;
}

/** The lines of a message. */
export function linesOf({ bot, text }: Pick<ShownMessage, 'bot' | 'text'>): Line[] {
  const isSlack = bot === 'slack';
  return text.split('\n').map((line): Line => {
    if (line.trim() === '') return { kind: 'gap', parts: [] };
    const mark = /^(> ?|[-•] )/.exec(line)?.[0] ?? '';
    const kind = mark === '' ? 'text' : mark.startsWith('>') ? 'quote' : 'item';
    return { kind, parts: partsOf(line.slice(mark.length), isSlack ? '*' : '**', isSlack) };
  });
}

function partsOf(text: string, bold: string, hasEntities: boolean): Part[] {
  const parts: Part[] = [];
  let isBold = false;
  let colour: string | undefined;
  const tokens = text.split(bold === '**' ? /(\*\*|<font color="\w+">|<\/font>)/ : /(\*)/);
  for (const token of tokens) {
    const opened = /^<font color="(\w+)">$/.exec(token);
    if (token === bold) isBold = !isBold;
    else if (opened) colour = opened[1];
    else if (token === '</font>') colour = undefined;
    else if (token !== '') {
      const plain = hasEntities
        ? token.replace(/&(amp|lt|gt);/g, (_, name: string) => ENTITIES[name] ?? '')
        : token;
      parts.push({ text: plain, ...(isBold && { bold: true }), ...(colour && { colour }) });
    }
  }
  return parts;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>' };
