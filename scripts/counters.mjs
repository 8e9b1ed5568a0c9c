// `npm run counters`: counts what usual events and the modules of pkg/ cost, and writes it to benches/counters/. The tests
// fail while the files say otherwise, so that a change shows in the diff of what caused it.

import { ensureNpmPackages, run } from './tools.mjs';

ensureNpmPackages();

const env = { ...process.env, UPDATE_COUNTERS: '1' };
run('cargo', ['test', '--locked', '--quiet', '--all-features', '--test', 'counters'], {
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
});
run(process.execPath, ['--import', 'tsx', '--test', 'tests/js/counters.test.ts'], {
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
});
