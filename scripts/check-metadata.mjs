// Names what a release lacks that only the owner of the repository knows: docs/releasing.md says where it goes. The release workflow
// runs it; continuous integration does not, because nothing but a release needs it.
//
//   node scripts/check-metadata.mjs

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { root } from './tools.mjs';

export const GUIDE = 'docs/releasing.md';

const OF_PACKAGE = ['repository', 'homepage', 'bugs', 'author'];
const OF_CRATE = ['repository', 'homepage'];

/** The members of package.json that are missing. */
export function missingInPackage(manifest) {
  return OF_PACKAGE.filter((name) => !manifest[name]);
}

/**
 * What is missing or does not fit, a line each; none: a release can begin.
 *
 * @param manifest package.json
 * @param crate the package in the output of `cargo metadata`
 * @param repository `owner/name` on GitHub, where the release runs; undefined: not known
 */
export function findingsOf(manifest, crate, repository) {
  const findings = [
    ...missingInPackage(manifest).map((name) => `package.json has no ${name}`),
    ...OF_CRATE.filter((name) => !crate[name]).map((name) => `Cargo.toml has no ${name}`),
  ];
  if (repository === undefined) return findings;
  // npm and crates.io compare the provenance of a release with it.
  const url = new RegExp(`^(git\\+)?https://github\\.com/${repository}(\\.git)?$`, 'i');
  const named = manifest.repository?.url ?? manifest.repository;
  if (named && !url.test(named)) findings.push(`package.json: repository is not ${repository}`);
  if (crate.repository && !url.test(crate.repository))
    findings.push(`Cargo.toml: repository is not ${repository}`);
  return findings;
}

if (fileURLToPath(import.meta.url) === process.argv[1]) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const args = ['metadata', '--no-deps', '--format-version', '1'];
  const { packages } = JSON.parse(execFileSync('cargo', args, { cwd: root, encoding: 'utf8' }));
  const crate = packages.find(({ name }) => name === 'mps-webhook');
  const findings = findingsOf(manifest, crate, process.env.GITHUB_REPOSITORY);
  for (const finding of findings) console.error(finding);
  if (findings.length > 0) {
    console.error(`The owner of the repository fills this in once: ${GUIDE}`);
    process.exitCode = 1;
  }
}
