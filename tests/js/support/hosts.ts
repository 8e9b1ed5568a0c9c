import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { build } from 'esbuild';
import type { CoreLoader } from '../../../js/core/instance';
import type { provide } from '../../../js/core/loader';
import type { invoke } from '../../../js/delivery/invocation';
import type { readArchive } from '../../../js/delivery/reading';
import type * as FetchHandler from '../../../js/hosts/fetch/handler';
import type { createScfHandler } from '../../../js/hosts/scf/handler';
import { ROOT } from './project';

/** What a delivery or a reading of the core is made of in a test. */
export interface FakeHandle {
  free(): void;
}

/** What stands where the core's own code would be. */
export interface FakeGlue {
  /** How many instances were made. */
  instances: number;
  /** Uses of what has its memory in an instance that is not the present one. */
  misused: string[];
  deliver(
    event: string,
    settings: Record<string, unknown>,
    deadline: number,
    now: number,
  ): FakeHandle;
  read(wanted: object): FakeHandle;
}

export interface Hosts {
  createScfHandler: typeof createScfHandler;
  createFetchHandler: typeof FetchHandler.createFetchHandler;
  CoreLoader: typeof CoreLoader;
  invoke: typeof invoke;
  provide: typeof provide;
  readArchive: typeof readArchive;
  glue: FakeGlue;
}

const HOSTS = [
  'hosts/scf/handler',
  'hosts/fetch/handler',
  'core/instance',
  'delivery/invocation',
  'core/loader',
  'delivery/reading',
];

/** As wasm-bindgen's code is: one for all instances, with objects that know where their memory is and not in which. */
const GLUE = `
  const glue = { instances: 0, misused: [] };
  const text = (bytes) => Buffer.from(bytes).toString();
  const handle = (fake) => {
    const own = { instance: glue.instances };
    for (const name of ['poll', 'body', 'bodyLength', 'onResponse', 'onError', 'onCredentials', 'free']) {
      own[name] = (...args) => {
        if (own.instance !== glue.instances) glue.misused.push(name);
        return fake[name](...args);
      };
    }
    own.__destroy_into_raw = () => { own.instance = undefined; };
    return own;
  };
  module.exports = {
    glue,
    parts: undefined,
    initSync: () => { glue.instances++; },
    Delivery: function (event, settings, deadline, seed, now) {
      return handle(glue.deliver(text(event), JSON.parse(text(settings)), deadline, now));
    },
    Reading: function (settings, wanted) {
      return handle(glue.read(JSON.parse(text(wanted))));
    },
  };`;

/** The hosts with a made-up core, in modules of their own for each call. */
export async function hosts(t: TestContext): Promise<Hosts> {
  const folder = await mkdtemp(join(tmpdir(), 'hosts-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'hosts.cjs');
  await build({
    stdin: {
      contents: [
        ...HOSTS.map((name) => `export * from './${name}';`),
        "export { glue } from 'core-glue';",
      ].join('\n'),
      resolveDir: join(ROOT, 'js'),
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
    plugins: [
      {
        name: 'fake-core',
        setup: ({ onResolve, onLoad }) => {
          onResolve({ filter: /^core-glue$/ }, () => ({ path: 'core-glue', namespace: 'fake' }));
          onLoad({ filter: /.*/, namespace: 'fake' }, () => ({ contents: GLUE }));
        },
      },
    ],
  });
  const made: Hosts = createRequire(import.meta.url)(outfile);
  made.provide({ compile: () => ({}) as WebAssembly.Module });
  return made;
}
