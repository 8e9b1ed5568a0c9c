/** The page: unpacks the core, shows a sample or the event of the address, and draws. */

import packed from 'virtual:core';
import { render } from 'preact';
import { App } from './app';
import { unpackCore } from './core';
import { fromFragment } from './input/fragment';
import { SAMPLES } from './input/samples';
import { takeText } from './input/take';
import { words } from './lang';
import { core, show } from './state/event';
import { say } from './state/view';
import './styles/base.css';
import './styles/report.css';
import './styles/tools.css';
import './styles/print.css';

async function readAddress(): Promise<boolean> {
  try {
    const text = await fromFragment(location.hash);
    if (text === undefined) return false;
    await takeText(text, '#');
    return true;
  } catch {
    say(words.value.fragmentBroken);
    return false;
  }
}

async function start(): Promise<void> {
  core.value = await unpackCore(packed);
  const first = SAMPLES[0];
  if (!(await readAddress()) && first) show(first.name, first.bytes);
  render(<App />, document.getElementById('app') as HTMLElement);
  addEventListener('hashchange', readAddress);
}

start();
