/** What the command line calls sub-tasks is what messages call them. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { kindLabel } from '../../js/display/kinds';
import { ROOT } from './support/project';

const ROW =
  /label(_with_name)?\(\s*"(\w+)",\s*Texts\s*\{\s*zh: "(.*?)", en: "(.*?)", ja: "(.*?)", ko: "(.*?)"\s*\}/g;

test('kinds and families have the words of messages', () => {
  const source = readFileSync(join(ROOT, 'src', 'notify', 'words.rs'), 'utf8');
  const rows = [...source.matchAll(ROW)];
  assert.ok(rows.length >= 20, `${rows.length}`);
  for (const [, withName, of = '', zh, en, ja, ko] of rows) {
    const behind = withName === undefined ? '' : ' New';
    for (const [language, words] of Object.entries({ zh, en, ja, ko })) {
      const asked = language as 'zh' | 'en' | 'ja' | 'ko';
      // A kind that later versions have, of this family; or the kind itself.
      const kind = /^[A-Z]/.test(of) ? { kind: of, family: 'media' } : { kind: 'New', family: of };
      assert.equal(kindLabel(kind, asked), `${words}${behind}`);
    }
  }
  const unknown = { kind: 'other', name: 'Render', family: 'media' };
  assert.equal(kindLabel(unknown, 'en'), 'Other Render');
  assert.equal(kindLabel({ ...unknown, family: 'review' }, 'zh'), '审核 Render');
});
