/** Markdown of large models: elements without attributes, and everything else as its text. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Drawn } from '../../js/inspector/editor-face';
import { drawMarkdown } from '../../js/inspector/markdown';

const indented = (text: string) => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return undefined;
  }
};

/** As tags and texts, for reading. */
const shown = (parts: readonly Drawn[]): string =>
  parts
    .map((part) =>
      typeof part === 'string' ? part : `<${part.tag}>${shown(part.parts)}</${part.tag}>`,
    )
    .join('');

const drawn = (text: string) => shown(drawMarkdown(text, indented));

test('headings, lists, emphasis, code and tables are drawn', () => {
  const text =
    '# 摘要\n\n第一段，**重点**和`code`。\n第二行\n\n1. one\n2. two\n   - *inner*\n\n> quoted\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n';
  assert.equal(
    drawn(text),
    '<h4>摘要</h4><p>第一段，<strong>重点</strong>和<code>code</code>。\n第二行</p>' +
      '<ol><li><p>one</p></li><li><p>two</p><ul><li><p><em>inner</em></p></li></ul></li></ol>' +
      '<blockquote><p>quoted</p></blockquote>' +
      '<table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>',
  );
});

test('HTML, links and pictures stay the text that they are', () => {
  for (const text of [
    'a <img src=x onerror=alert(1)> b',
    '<script>alert(1)</script>\nx',
    '[open](javascript:alert(1))\n![x](https://example.com/a.png)',
    '<https://example.com>\nhttps://example.com',
    '[a]: https://example.com\n\n[a]',
  ]) {
    const parts = drawMarkdown(text, indented);
    assert.equal(
      shown(parts)
        .replace(/<\/?p>/g, '')
        .replace(/\s/g, ''),
      text.replace(/\s/g, ''),
    );
  }
});

test('JSON is folded: of a whole text, in a fence, and cut off', () => {
  assert.equal(drawn('{"a":[1]}'), '<details>{\n  "a": [\n    1\n  ]\n}</details>');
  assert.equal(
    drawn('见下：\n\n```json\n{"a":1}\n```\n\nend'),
    '<p>见下：</p><details>{\n  "a": 1\n}</details><p>end</p>',
  );
  assert.equal(drawn('{"a": "cut'), '<details>{"a": "cut</details>');
  assert.equal(drawn('```\nlet a = 1;\n```'), '<pre>let a = 1;</pre>');
  assert.equal(drawn('[note] not JSON\nx'), '<p>[note] not JSON\nx</p>');
});

test('what is deep, broken or only marks is a text', () => {
  assert.match(drawn('>'.repeat(500)), /^(<blockquote>){20}/);
  for (const text of ['**', '`', '# ', '- ', '|', '***a**b*', '\\*a\\*\n\\'])
    drawMarkdown(text, indented);
  assert.equal(drawn('\\*a\\*\nb'), '<p>*a*\nb</p>');
});
