/** Messages of bots, as each bot shows them: the part of its markup that messages use. */

/** How much of the room that a bot gives a message takes; the core's `Size`. */
export interface Size {
  bot: 'wecom' | 'dingtalk' | 'feishu' | 'slack';
  length: number;
  limit: number;
  unit: 'bytes' | 'characters';
}

export interface Shown {
  /** Shown by itself, with a colour. */
  head?: { text: string; colour: string };
  lines: Line[];
}

export interface Line {
  kind: 'text' | 'quote' | 'item' | 'gap';
  parts: Part[];
}

export interface Part {
  text: string;
  bold?: boolean;
  colour?: string;
}

interface Message {
  markdown?: { content?: string; text?: string; title?: string };
  card?: {
    header?: { template?: string; title?: { content?: string } };
    elements?: { text?: { content?: string } }[];
  };
  blocks?: { text?: { text?: string } }[];
}

/** A message as the bot shows it. */
export function shownBy(bot: Size['bot'], message: unknown): Shown {
  const { markdown, card, blocks } = Object(message) as Message;
  switch (bot) {
    case 'wecom':
      return { lines: linesOf(markdown?.content ?? '', '**', false) };
    case 'dingtalk':
      return { lines: linesOf(markdown?.text ?? '', '**', false) };
    case 'feishu': {
      const texts = (card?.elements ?? []).map(({ text }) => text?.content ?? '');
      const { template = '', title } = card?.header ?? {};
      const head = { text: title?.content ?? '', colour: template };
      return { head, lines: linesOf(texts.join('\n'), '**', false) };
    }
    case 'slack': {
      const texts = (blocks ?? []).map(({ text }) => text?.text ?? '');
      return { lines: linesOf(texts.join('\n'), '*', true) };
    }
  }
}

function linesOf(text: string, bold: string, hasEntities: boolean): Line[] {
  return text.split('\n').map((line): Line => {
    if (line.trim() === '') return { kind: 'gap', parts: [] };
    const mark = /^(> ?|[-•] )/.exec(line)?.[0] ?? '';
    const kind = mark === '' ? 'text' : mark.startsWith('>') ? 'quote' : 'item';
    return { kind, parts: partsOf(line.slice(mark.length), bold, hasEntities) };
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
