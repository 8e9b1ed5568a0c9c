/** The page: unpacks the core, shows the files that its server has, the event of the address or a sample, and draws. */

import packed from 'virtual:core';
import { render } from 'preact';
import { App } from './app';
import { closeArchive } from './archive/state';
import { unpackCore } from './core';
import { FragmentTooLarge, fromFragment } from './input/fragment';
import { FIRST_SAMPLES } from './input/samples';
import { takeServedFiles } from './input/served-files';
import { takeFiles, takeText } from './input/take';
import { core, refuseLink } from './state/event';
import { followHistory, openEvent } from './state/history';
import { LINKED } from './state/place';
import { view } from './state/view';
import { hideBidiControls } from './ui/bidi';
import './styles/base.css';
import './styles/report.css';
import './styles/tools.css';
import './styles/archive.css';
import './styles/print.css';

/** The address that was read last: unpacking a long one may end after that of a short one that was opened later. */
let latest = '';

async function readAddress(): Promise<boolean> {
  const address = location.hash;
  latest = address;
  try {
    const text = await fromFragment(address);
    if (text === undefined) return false;
    if (address === latest) await takeText(text, LINKED);
    return true;
  } catch (error) {
    if (address !== latest) return true;
    closeArchive();
    view.value = 'report';
    refuseLink(error instanceof FragmentTooLarge ? 'too large' : 'broken');
    return true;
  }
}

async function start(): Promise<void> {
  core.value = await unpackCore(packed);
  const first = FIRST_SAMPLES[0];
  followHistory();
  const served = takeServedFiles();
  if (served.length > 0) await takeFiles(served);
  else if (!(await readAddress()) && first) openEvent(first.name, first.bytes, 'sample');
  hideBidiControls();
  render(<App />, document.getElementById('app') as HTMLElement);
  addEventListener('hashchange', () => {
    // What the way back leads to is known already.
    if (history.state === null) readAddress();
  });
}

start();
