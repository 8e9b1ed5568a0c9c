/** The inspector in Chromium and in Firefox: three tasks by the keyboard alone, axe, and the policy of the page. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { BROWSER_NAMES, type BrowserName, browserFor } from '../support/browsers';
import { FOLDER, openInspector, PICTURES } from '../support/inspector';
import { Marionette, until } from '../support/marionette';
import { eventBytes } from '../support/project';

const AXE = readFileSync(createRequire(join(PICTURES, 'x')).resolve('axe-core'), 'utf8');

/** A page as somebody uses it who has only a keyboard. */
interface Page {
  press(keys: string): Promise<void>;
  type(text: string): Promise<void>;
  evaluate<T>(expression: string): Promise<T>;
  run(script: string): Promise<void>;
  screenshot(path: string): Promise<unknown>;
}

/** Undefined if there is no such browser: the test is skipped. */
async function openIn(t: TestContext, name: BrowserName): Promise<Page | undefined> {
  const page = name === 'Chromium' ? await chromium(t) : await firefox(t);
  // What the policy of the page refuses, and what is thrown, stands in an attribute.
  await page?.run(`
    const note = (text) => { document.documentElement.title += text + ' '; };
    document.addEventListener('securitypolicyviolation', (event) => note(event.violatedDirective));
    addEventListener('error', (event) => note(event.message));
  `);
  return page;
}

async function chromium(t: TestContext): Promise<Page> {
  const { page } = await openInspector(t);
  return {
    press: (keys) => page.keyboard.press(keys),
    type: (text) => page.keyboard.type(text),
    evaluate: (expression) => page.evaluate(expression),
    run: (script) => page.evaluate(`{ ${script} }`),
    screenshot: (path) => page.screenshot({ path }),
  };
}

async function firefox(t: TestContext): Promise<Page | undefined> {
  const browser = await browserFor(t, 'Firefox');
  if (browser === undefined) return undefined;
  const page = await Marionette.start(t, browser.path);
  await page.resize(1440, 1000);
  await page.open(pathToFileURL(join(FOLDER, 'index.html')).href);
  await see(page, '.outcome');
  return page;
}

/** Waits for an element that has a text. */
function see(page: Pick<Page, 'evaluate'>, selector: string, text = ''): Promise<true> {
  const found = `[...document.querySelectorAll(${JSON.stringify(selector)})].some((it) => it.textContent.includes(${JSON.stringify(text)}))`;
  return until(
    async () => (await page.evaluate<boolean>(found)) || undefined,
    `${selector} ${text}`,
  );
}

/** Presses Tab until an element has the focus, and says how often. */
async function tabTo(page: Page, selector: string, label = '', key = 'Tab'): Promise<number> {
  const isThere = `document.activeElement.matches(${JSON.stringify(selector)}) && (document.activeElement.closest('label')?.textContent ?? '') === ${JSON.stringify(label)}`;
  for (let times = 1; times <= 60; times++) {
    await page.press(key);
    if (await page.evaluate(isThere)) return times;
  }
  throw new Error(`60 times Tab do not lead to ${selector}`);
}

/** Puts a text in by the dialog for it. */
async function paste(page: Page, text: string): Promise<void> {
  await page.press('p');
  await see(page, 'dialog textarea');
  await until(
    async () => (await page.evaluate(`document.activeElement.tagName === 'TEXTAREA'`)) || undefined,
  );
  await page.type(text);
  await page.press('Tab');
  await page.press('Enter');
}

const complaintsOf = (page: Page): Promise<string> =>
  page.evaluate('document.documentElement.title');

const compact = (name: string) => JSON.stringify(JSON.parse(eventBytes(name).toString()));

/** A review that ended on a day of November. */
const reviewed = (day: number, suggestion: string) =>
  JSON.stringify({
    EventType: 'WorkflowTask',
    FinishTime: `2026-11-${day}T12:00:00Z`,
    WorkflowTaskEvent: {
      TaskId: `1250000000-WorkflowTask-${day}${suggestion}`,
      Status: 'FINISH',
      AiContentReviewResultSet: [
        {
          Type: 'Porn',
          PornTask: {
            Status: 'SUCCESS',
            ErrCode: 0,
            BeginProcessTime: `2026-11-${day}T11:59:00Z`,
            FinishTime: `2026-11-${day}T12:00:00Z`,
            Output: { Suggestion: suggestion, Label: 'porn', Confidence: 98, SegmentSet: [] },
          },
        },
      ],
    },
  });

for (const name of BROWSER_NAMES) {
  const picture = (of: string) => join(PICTURES, `keyboard-${of}-${name}.png`);

  test(`${name}, by keys: why did it fail?`, async (t) => {
    const page = await openIn(t, name);
    if (page === undefined) return;
    await paste(page, compact('edit-media-failed.json'));
    await see(page, 'h1', 'Failed');
    await see(page, '.outcome .reason', 'The source was not downloaded');
    await see(page, '.outcome .todo', 'then submit the task again (EditMedia)');
    // To the command that queries the task.
    await tabTo(page, '.next .query button');
    await page.press('f');
    await see(page, '[data-field].lit');
    await page.screenshot(picture('why'));
    assert.equal(await complaintsOf(page), '');
  });

  test(`${name}, by keys: what would we send?`, async (t) => {
    const page = await openIn(t, name);
    if (page === undefined) return;
    await page.press('2');
    await see(page, '.bubble', 'Partly done');
    await see(page, '.bubble', '视频处理完成');
    await tabTo(page, '.request summary');
    await page.press('Enter');
    await see(page, '.request[open] pre', 'PUT https://');
    await page.screenshot(picture('what'));
    assert.equal(await complaintsOf(page), '');
  });

  test(`${name}, by keys: find all blocks of yesterday`, async (t) => {
    const page = await openIn(t, name);
    if (page === undefined) return;
    await paste(
      page,
      [
        reviewed(28, 'block'),
        reviewed(29, 'block'),
        reviewed(29, 'pass'),
        reviewed(30, 'block'),
      ].join('\n'),
    );
    await see(page, '.row');
    await page.press('/');
    await page.type('block');
    await see(page, '.matching', '3 of 4 events');
    // Back to what stands before the times, so that Tab leads to the beginning of the first one.
    await tabTo(page, '.plot-table summary', '', 'Shift+Tab');
    await tabTo(page, 'input', 'From');
    await page.type('11292026');
    // Only Firefox goes on by itself when a year has four digits.
    if (name === 'Chromium') await page.press('ArrowRight');
    await page.type('1200AM');
    await see(page, '.matching', '2 of 4 events');
    await tabTo(page, 'input', 'To');
    await page.type('11292026');
    if (name === 'Chromium') await page.press('ArrowRight');
    await page.type('1159PM');
    await see(page, '.matching', '1 of 4 events');
    await tabTo(page, '.list');
    await page.press('Enter');
    await see(page, 'h1', 'Block suggested');
    await see(page, '.facts', '1250000000-WorkflowTask-29block');
    await page.screenshot(picture('blocks'));
    assert.equal(await complaintsOf(page), '');
  });

  test(`${name}: what is typed over everything is no matter for the policy`, async (t) => {
    const page = await openIn(t, name);
    if (page === undefined) return;
    await until(
      async () =>
        (await page.evaluate(
          `document.querySelector('.raw .code').shadowRoot?.querySelector('.cm-content') != null`,
        )) || undefined,
    );
    await page.press('r');
    await until(
      async () =>
        (await page.evaluate(`document.activeElement.matches('.raw .code')`)) || undefined,
    );
    await page.press('Control+a');
    await page.type('{');
    await see(page, '.outcome.unreadable');
    await page.press('Control+z');
    await see(page, 'h1', 'Partly done');
    assert.equal(await complaintsOf(page), '');
  });
}

test('Firefox: axe finds nothing wrong with report, plan, comparison and refusal', async (t) => {
  const page = await openIn(t, 'Firefox');
  if (page === undefined) return;
  const states: Record<string, () => Promise<unknown>> = {
    report: () => see(page, '.outcome'),
    plan: async () => {
      await page.press('2');
      await see(page, '.bubble');
    },
    compare: async () => {
      await page.press('3');
      await see(page, '.compare');
    },
    refused: async () => {
      await page.press('1');
      await paste(page, '{"EventType": "Workflow');
      await see(page, '.outcome.unreadable');
    },
  };
  for (const [state, go] of Object.entries(states)) {
    await go();
    const { violations }: AxeResults = await page.evaluate(
      `(() => { ${AXE}; return axe.run({ preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }); })()`,
    );
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`,
    );
    assert.deepEqual(found, [], state);
    await page.screenshot(join(PICTURES, `${state}-Firefox.png`));
  }
});
