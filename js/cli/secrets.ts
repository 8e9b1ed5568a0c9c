/** Secrets that a command was given, kept out of what it writes. */

import { PLAIN_VARIABLES } from '../core/options';
import type { CommandContext, Output } from './context';
import { KNOWN_REGIONS, looksLikeRegion, regionOfCity } from './function/regions';

/** The least length of a secret that is looked for: what is shorter may be part of any word. The core has the same one. */
const LEAST = 8;

/** What our own sentences give as examples. Whoever has set one of them, or a part of one, has it from there. */
const EXAMPLES = [
  ...KNOWN_REGIONS,
  'results-1250000000',
  'name-1250000000',
  'http://127.0.0.1:9000',
  'http://host:8080',
  'CMQ-QUEUE:failed-events',
  'Nodejs18.15',
];

/** Variables of this process that hold credentials. Those of others mean nothing here. */
const OF_PROCESS = /^(COS|WECOM|MPS|TENCENTCLOUD)_/;

/** Members of documents that hold secrets, or URLs that are some. */
const SECRET_MEMBER = /secret|key|token|password|url/i;

/** Values that a command must not show. */
export class Secrets {
  readonly #values = new Set<string>();
  readonly #plain = new Set<string>(EXAMPLES);

  /** @param env the variables of this process */
  constructor(env: CommandContext['env']) {
    const own = Object.entries(env).filter(([name]) => OF_PROCESS.test(name));
    this.addVariables(own.filter(([name]) => !/^TENCENTCLOUD_(REGION|RUNENV)$/.test(name)));
  }

  /** Adds the values of variables; of those that the function does not know nobody can say what they hold. */
  addVariables(variables: Iterable<readonly [string, string | undefined]>): void {
    for (const [name, value = ''] of variables) {
      if (name === 'MPS_WEBHOOK_CONFIG') this.#addText(value);
      else if (name === 'COS_REGION') this.#addRegion(value);
      else if (PLAIN_VARIABLES.includes(name)) this.#plain.add(value);
      else this.#add(value);
    }
  }

  /** Adds what a document of options holds in members such as `secret_key` and `url`. */
  addDocument(document: unknown, isSecret = false): void {
    if (typeof document === 'string' && isSecret) this.#add(document);
    if (typeof document !== 'object' || document === null) return;
    for (const [name, member] of Object.entries(document)) {
      if (name === 'region' && typeof member === 'string') this.#addRegion(member);
      this.addDocument(member, isSecret || SECRET_MEMBER.test(name));
    }
  }

  /** The text without them, however JSON and URLs spell them. */
  hide(text: string): string {
    let hidden = text;
    // The longest first: another one may be a part of it.
    const values = [...this.#values].sort((one, other) => other.length - one.length);
    for (const value of values) {
      if (this.#plain.has(value)) continue;
      for (const spelled of spellings(value)) {
        const before = hidden;
        hidden = before.replaceAll(spelled, (found, at: number) =>
          isOfExample(before, at, found.length) ? found : '***',
        );
      }
    }
    return hidden;
  }

  /** What is not the name of a region may be a secret that somebody put in the wrong place. */
  #addRegion(text: string): void {
    if (looksLikeRegion(text) || regionOfCity(text)) this.#plain.add(text);
    else this.#add(text);
  }

  #addText(document: string): void {
    try {
      this.addDocument(JSON.parse(document));
    } catch {
      this.#add(document);
    }
  }

  #add(text: string): void {
    const value = text.trim();
    if (value.length >= LEAST) this.#values.add(value);
    // Of the URL of a bot, that is what makes it a secret.
    const [, path = '', query = ''] = /^https?:\/\/[^/?#]*([^?#]*)\??([^#]*)/i.exec(value) ?? [];
    for (const part of [path, ...query.split('&')]) {
      const secret = /[^/=]*$/.exec(part)?.[0] ?? '';
      if (secret.length >= LEAST) this.#values.add(secret);
    }
  }
}

/** Whether what stands at an index is a part of an example of ours, and no more than that. */
function isOfExample(text: string, at: number, length: number): boolean {
  return EXAMPLES.some((example) =>
    text.slice(Math.max(0, at + length - example.length), at + example.length).includes(example),
  );
}

function spellings(value: string): Set<string> {
  const all = [value, JSON.stringify(value).slice(1, -1)];
  // Half of a surrogate pair has no spelling in URLs.
  if (!/\p{Surrogate}/u.test(value)) all.push(encodeURIComponent(value), encodeURI(value));
  return new Set(all);
}

/** The context of a command that shows no secret: neither those of its variables nor those that are added later. */
export function withoutSecrets(context: CommandContext): CommandContext & { secrets: Secrets } {
  const secrets = new Secrets(context.env);
  const hiding = (output: Output): Output =>
    // What else a terminal can do, such as its width, is that of the output itself.
    Object.create(output, {
      write: { value: (text: string) => output.write(secrets.hide(text)) },
    });
  // Members of the context are read when they are needed: `interrupted` listens to signals from then on.
  return Object.create(context, {
    stdout: { value: hiding(context.stdout) },
    stderr: { value: hiding(context.stderr) },
    secrets: { value: secrets },
  });
}
