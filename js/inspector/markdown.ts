/**
 * Markdown, as large models write it, as elements that a page may draw: never HTML, never a link, never a picture.
 *
 * The core cuts texts of findings at 1000 bytes, which bounds what any of them costs.
 */

import { GFM, parser } from '@lezer/markdown';
import type { Drawn, DrawnTag } from './editor-face';

const reader = parser.configure(GFM);

type SyntaxNode = ReturnType<typeof reader.parse>['topNode'];

/** The elements of the syntax; what is not here is drawn as its text. */
const TAGS: Record<string, DrawnTag> = {
  Paragraph: 'p',
  ATXHeading1: 'h4',
  ATXHeading2: 'h4',
  ATXHeading3: 'h4',
  ATXHeading4: 'h4',
  ATXHeading5: 'h4',
  ATXHeading6: 'h4',
  SetextHeading1: 'h4',
  SetextHeading2: 'h4',
  BulletList: 'ul',
  OrderedList: 'ol',
  ListItem: 'li',
  Blockquote: 'blockquote',
  HorizontalRule: 'hr',
  Emphasis: 'em',
  StrongEmphasis: 'strong',
  Strikethrough: 'del',
  InlineCode: 'code',
  Table: 'table',
  TableHeader: 'tr',
  TableRow: 'tr',
  TableCell: 'td',
};

/** What only marks where an element begins or ends. */
const MARKS = new Set([
  'HeaderMark',
  'QuoteMark',
  'ListMark',
  'EmphasisMark',
  'StrikethroughMark',
  'CodeMark',
  'CodeInfo',
  'TableDelimiter',
]);

/** Elements that have only blocks in them: the white space between those is nothing. */
const OF_BLOCKS = new Set<DrawnTag | ''>(['', 'ul', 'ol', 'li', 'blockquote', 'table', 'tr']);

/** Elements may stand in one another as deep as this; what is deeper is a text. */
const DEEPEST = 20;

/**
 * The elements of a Markdown text. A text that is JSON, and code that is, is folded; `format` indents JSON and returns
 * undefined for what is not.
 */
export function drawMarkdown(text: string, format: (text: string) => string | undefined): Drawn[] {
  const folded = jsonOf(text, format);
  if (folded !== undefined) return [folded];
  return partsOf(reader.parse(text).topNode, '', 0);

  function partsOf(node: SyntaxNode, tag: DrawnTag | '', depth: number): Drawn[] {
    const parts: Drawn[] = [];
    const add = (from: number, to: number) => {
      const between = text.slice(from, to);
      if (between !== '' && !(OF_BLOCKS.has(tag) && between.trim() === '')) parts.push(between);
    };
    let at = node.from;
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      add(at, child.from);
      at = child.to;
      if (!MARKS.has(child.name)) parts.push(...drawn(child, depth + 1));
    }
    add(at, node.to);
    return trimmed(parts);
  }

  function drawn(node: SyntaxNode, depth: number): Drawn[] {
    const whole = text.slice(node.from, node.to);
    if (depth > DEEPEST) return [whole];
    if (node.name === 'FencedCode' || node.name === 'CodeBlock') return [codeOf(node)];
    if (node.name === 'Escape') return [whole.slice(1)];
    if (node.name === 'HardBreak') return ['\n'];
    const tag = TAGS[node.name];
    return tag === undefined ? [whole] : [{ tag, parts: partsOf(node, tag, depth) }];
  }

  function codeOf(node: SyntaxNode): Drawn {
    const code = node
      .getChildren('CodeText')
      .map(({ from, to }) => text.slice(from, to))
      .join('');
    return jsonOf(code, format) ?? { tag: 'pre', parts: [code] };
  }
}

/** JSON, folded; also if its end is cut off. */
function jsonOf(text: string, format: (text: string) => string | undefined): Drawn | undefined {
  if (!/^\s*[{[]\s*["{[\]}]/.test(text)) return undefined;
  return { tag: 'details', parts: [format(text) ?? text.trim()] };
}

/** Without white space at both ends: what marks stood beside. */
function trimmed(parts: Drawn[]): Drawn[] {
  const [first] = parts;
  if (typeof first === 'string') parts[0] = first.replace(/^[^\S\n]+/, '');
  const last = parts.at(-1);
  if (typeof last === 'string') parts[parts.length - 1] = last.trimEnd();
  return parts.filter((part) => part !== '');
}
