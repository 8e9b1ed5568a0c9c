// `node --import tsx scripts/make-man-page.mjs`: makes docs/mps-webhook.1 of the commands of js/cli. The tests fail if the two differ.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manPage } from '../js/cli/man-page.ts';
import { root } from './tools.mjs';

writeFileSync(join(root, 'docs', 'mps-webhook.1'), manPage());
