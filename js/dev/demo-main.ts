import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import editMediaSuccess from '../../tests/fixtures/events/edit-media-success.json';
import scheduleSuccess from '../../tests/fixtures/events/schedule-success.json';
import workflowReview from '../../tests/fixtures/events/workflow-ai-review.json';
import workflowManyOutputs from '../../tests/fixtures/events/workflow-many-outputs.json';
import workflowPartial from '../../tests/fixtures/events/workflow-partial.json';
import { runDemo } from './demo';
import { DEMO_WORDS, terminalLanguage } from './demo-words';

const LANGUAGE = terminalLanguage(process.env);
const { events: NAMES, usage: USAGE } = DEMO_WORDS[LANGUAGE];

/** From js/dev and from pkg/dev alike, the project is two folders up. */
const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

// Whoever reads the beginning only (`| head`) has seen enough.
process.stdout.on('error', () => process.exit(1));

main().then(
  (isFine) => {
    process.exitCode = isFine ? 0 : 1;
  },
  (error) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  },
);

async function main(): Promise<boolean> {
  const { node, archive } = readArguments();
  return runDemo({
    node,
    templateFolder: join(PROJECT, 'pkg', 'scf', 'mps-webhook'),
    archiveFolder: archive,
    events: [
      { name: NAMES.workflow, event: workflowManyOutputs },
      { name: NAMES.partial, event: workflowPartial },
      { name: NAMES.edit, event: editMediaSuccess },
      { name: NAMES.schedule, event: scheduleSuccess },
      {
        name: NAMES.malformed,
        text: '{"EventType":"WorkflowTask","WorkflowTaskEvent":"<not an object>"}',
      },
    ],
    lost: { name: NAMES.lost, event: workflowReview },
    flood: { name: NAMES.flood, event: editMediaSuccess, count: 20 },
    out: process.stdout,
    language: LANGUAGE,
  });
}

function readArguments(): { node: string; archive: string } {
  try {
    const { values } = parseArgs({
      options: {
        node: { type: 'string', default: process.execPath },
        archive: { type: 'string', default: 'demo-archive' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(USAGE);
      process.exit(0);
    }
    return values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    process.exit(2);
  }
}
