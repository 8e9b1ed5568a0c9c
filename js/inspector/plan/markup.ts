/** Messages of bots, as each bot shows them: the part of its markup that messages use. */

export interface Shown {
  bot: 'wecom' | 'dingtalk' | 'feishu' | 'slack';
  /** Shown by itself, with a colour. */
  head?: { text: string; colour: string };
  lines: Line[];
  /** What counts against the limit. */
  length: number;
  limit: number;
  counts: 'bytes' | 'characters';
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

/** Undefined for what is for programs. */
export function shownBy(message: unknown): Shown | undefined {
  const { markdown, card, blocks } = Object(message) as Message;
  const bytes = (text: string) => new TextEncoder().encode(text).length;
  const whole = bytes(JSON.stringify(message));
  if (markdown?.content !== undefined) {
    const { content } = markdown;
    const lines = linesOf(content, '**', false);
    return { bot: 'wecom', lines, length: bytes(content), limit: 4096, counts: 'bytes' };
  }
  if (markdown?.text !== undefined) {
    const lines = linesOf(markdown.text, '**', false);
    return { bot: 'dingtalk', lines, length: whole, limit: 20_000, counts: 'bytes' };
  }
  if (card !== undefined) {
    const texts = (card.elements ?? []).map(({ text }) => text?.content ?? '');
    const head = { text: card.header?.title?.content ?? '', colour: card.header?.template ?? '' };
    const lines = linesOf(texts.join('\n'), '**', false);
    return { bot: 'feishu', head, lines, length: whole, limit: 20_000, counts: 'bytes' };
  }
  if (blocks !== undefined) {
    const text = blocks.map((block) => block.text?.text ?? '').join('\n');
    const lines = linesOf(text, '*', true);
    return { bot: 'slack', lines, length: [...text].length, limit: 3000, counts: 'characters' };
  }
  return undefined;
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
