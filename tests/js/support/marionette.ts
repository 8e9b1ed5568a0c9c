/**
 * Firefox by Marionette, the protocol that is built into it: WebDriver commands as JSON over TCP. Playwright drives only
 * Firefox builds of its own, which the package of Debian is not, and other drivers bring some 80 packages.
 */

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { FIREFOX_PREFERENCES } from '../../../scripts/firefox.mjs';

/** The keys that have no character, as WebDriver names them: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS: Record<string, string> = {
  Enter: '\ue007',
  Tab: '\ue004',
  Escape: '\ue00c',
  Control: '\ue009',
  Shift: '\ue008',
  ArrowDown: '\ue015',
  ArrowUp: '\ue013',
  ArrowRight: '\ue014',
  End: '\ue010',
};

export class Marionette {
  #next = 0;
  #received = Buffer.alloc(0);
  readonly #socket: Socket;
  readonly #waiting = new Map<
    number,
    { resolve(value: unknown): void; reject(error: Error): void }
  >();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => this.#receive(bytes));
    socket.on('error', () => this.#end());
    socket.on('close', () => this.#end());
  }

  /** Starts a Firefox that ends with the test. */
  static async start(t: TestContext, path: string): Promise<Marionette> {
    const profile = mkdtempSync(join(tmpdir(), 'firefox-'));
    // Port 0 asks for a free one, which Firefox notes in its profile.
    const preferences = {
      ...FIREFOX_PREFERENCES,
      'marionette.port': 0,
      'intl.accept_languages': 'en-US',
    };
    const lines = Object.entries(preferences).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    );
    writeFileSync(join(profile, 'user.js'), lines.join(''));
    const detached = process.platform !== 'win32';
    const args = ['--headless', '--marionette', '--no-remote', '--profile', profile];
    const child = spawn(path, args, {
      stdio: 'ignore',
      detached,
      env: { ...process.env, TZ: 'UTC', LANG: 'en_US.UTF-8' },
    });
    const end = new Promise<void>((resolve) => child.on('close', () => resolve()));
    t.after(async () => {
      if (detached && child.pid !== undefined && child.exitCode === null)
        process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
      await end;
      await rm(profile, { recursive: true, force: true, maxRetries: 20 });
    });
    const port = await until(() => portIn(profile));
    const socket = createConnection({ host: '127.0.0.1', port });
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    const marionette = new Marionette(socket);
    await marionette.command('WebDriver:NewSession', {});
    return marionette;
  }

  /** What a command of WebDriver answers. */
  async command(name: string, parameters: object): Promise<unknown> {
    this.#next += 1;
    const id = this.#next;
    const message = Buffer.from(JSON.stringify([0, id, name, parameters]));
    this.#socket.write(`${message.length}:`);
    this.#socket.write(message);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  async open(url: string): Promise<void> {
    await this.command('WebDriver:Navigate', { url });
  }

  /** The value of an expression in the page; a promise is waited for. */
  async evaluate<T>(expression: string): Promise<T> {
    const script = `const done = arguments[0]; Promise.resolve(${expression}).then(done);`;
    const answer = await this.command('WebDriver:ExecuteAsyncScript', { script, args: [] });
    return (answer as { value: T }).value;
  }

  /** Runs a script that has no value. */
  async run(script: string): Promise<void> {
    await this.command('WebDriver:ExecuteScript', { script, args: [] });
  }

  /** Presses keys together, as `Control+a`. */
  async press(keys: string): Promise<void> {
    const values = keys.split('+').map((key) => KEYS[key] ?? key);
    await this.#act([
      ...values.map((value) => ({ type: 'keyDown', value })),
      ...values.reverse().map((value) => ({ type: 'keyUp', value })),
    ]);
  }

  /** Types a text, character by character. */
  async type(text: string): Promise<void> {
    await this.#act(
      [...text].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    );
  }

  async resize(width: number, height: number): Promise<void> {
    await this.command('WebDriver:SetWindowRect', { width, height });
  }

  async screenshot(path: string): Promise<void> {
    const { value } = (await this.command('WebDriver:TakeScreenshot', { full: false })) as {
      value: string;
    };
    writeFileSync(path, Buffer.from(value, 'base64'));
  }

  async #act(actions: object[]): Promise<void> {
    await this.command('WebDriver:PerformActions', {
      actions: [{ type: 'key', id: 'keyboard', actions }],
    });
  }

  /** Messages are `length:JSON`; the first one of Firefox says what it is. */
  #receive(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const colon = this.#received.indexOf(':');
      const length = Number(this.#received.subarray(0, Math.max(0, colon)).toString());
      if (colon < 0 || this.#received.length < colon + 1 + length) return;
      const message = JSON.parse(this.#received.subarray(colon + 1, colon + 1 + length).toString());
      this.#received = this.#received.subarray(colon + 1 + length);
      if (!Array.isArray(message)) continue;
      const [, id, error, value] = message;
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === null) waiting?.resolve(value);
      else waiting?.reject(new Error(error.message));
    }
  }

  #end(): void {
    for (const { reject } of this.#waiting.values()) reject(new Error('Firefox has ended'));
    this.#waiting.clear();
  }
}

/** The port that Firefox listens at, as its profile notes it. */
function portIn(profile: string): number | undefined {
  try {
    return Number(readFileSync(join(profile, 'MarionetteActivePort'), 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/** What a check finds, asked until it finds something. */
export async function until<T>(
  check: () => T | undefined | Promise<T | undefined>,
  what = String(check),
): Promise<T> {
  for (let times = 0; times < MOST_TIMES; times++) {
    const found = await check();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not found: ${what}`);
}

/** Only so that a test that cannot succeed ends. */
const MOST_TIMES = 1200;
