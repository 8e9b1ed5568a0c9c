// The software bill of materials of what is distributed, CycloneDX 1.6 in JSON: the crates compiled into the core, and the npm
// packages bundled into the JavaScript, as third-party-notices.mjs finds them. It has neither a time nor a number of its own, so that
// the same sources give the same bytes.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './tools.mjs';

/**
 * @param {{ name: string, version: string, licence: string, source: string, registry: 'cargo' | 'npm' | 'generic' }[]} components
 */
export function sbomText(components) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const own = { name, version, licence: license, registry: 'npm' };
  const unique = new Map(components.map((component) => [purlOf(component), component]));
  const sorted = [...unique].sort(([one], [other]) => (one < other ? -1 : 1));
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: describe(own) },
    components: sorted.map(([, component]) => describe(component)),
    dependencies: [{ ref: purlOf(own), dependsOn: sorted.map(([purl]) => purl) }],
  };
  return `${JSON.stringify(bom, null, 1)}\n`;
}

function describe({ name, version, licence, source, registry }) {
  const purl = purlOf({ name, version, registry });
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    licenses: [{ expression: licence.replaceAll('/', ' OR ') }],
    purl,
    ...(source && { externalReferences: [{ type: 'vcs', url: source }] }),
  };
}

/** The package URL (github.com/package-url/purl-spec). */
function purlOf({ name, version, registry }) {
  const encoded = name.split('/').map(encodeURIComponent).join('/');
  return `pkg:${registry}/${encoded.replaceAll('%20', '-').toLowerCase()}@${version}`;
}
