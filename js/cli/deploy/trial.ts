/** One invocation of the deployed function with a sample event: what it returns and what it logs. */

import { gzipSync } from 'node:zlib';
import type { Language } from '../../core/report';
import { type Template, triggeredBy } from '../../input/templates';
import { COLON, COMMA, translated } from '../language/translate';
import { readPacked } from '../packed';
import { escaped, indent, sanitizedLines } from '../terminal/text';
import { type Call, SCF } from './api';
import type { FunctionId } from './function';

/** The sample that `mps-webhook sample` prints without a name. */
const SAMPLE = 'workflow-many-outputs';

export interface Trial {
  hasFailed: boolean;
  /** What came of it, in lines, for a person. */
  text: string;
}

interface Result {
  Log?: unknown;
  RetMsg?: unknown;
  ErrMsg?: unknown;
  InvokeResult?: unknown;
  Duration?: unknown;
  FunctionRequestId?: unknown;
}

/**
 * Invokes the function and waits for its end. It does with the sample what it does with every event: it archives it and notifies.
 *
 * @param pkg the folder of the package, which has the samples
 * @param timeout the timeout of the function, s
 */
export async function tryFunction(
  call: Call,
  { name, namespace }: FunctionId,
  template: Template,
  pkg: string,
  timeout: number,
  language: Language,
): Promise<Trial> {
  const sample = sampleFor(template, pkg);
  const parameters = {
    FunctionName: name,
    Namespace: namespace,
    Qualifier: '$LATEST',
    Event: sample.event,
    LogType: 'Tail',
  };
  // Beside its own time, the function may need some to start.
  const timeoutMs = (timeout + START_SECONDS) * 1000;
  const { Result } = await call<{ Result?: Result | null }>(
    SCF,
    'InvokeFunction',
    parameters,
    timeoutMs,
  );
  return trialOf(sample.what, Result ?? {}, language);
}

const START_SECONDS = 70;

function trialOf(what: string, result: Result, language: Language): Trial {
  const say = (text: string) => translated(text, language);
  const failure = failureIn(result);
  const facts = [
    say(failure === undefined ? 'succeeded' : 'failed'),
    typeof result.Duration === 'number' && `${Math.round(result.Duration)} ms`,
    result.FunctionRequestId && `${say('request')} ${escaped(`${result.FunctionRequestId}`)}`,
  ].filter(Boolean);
  const parts = [
    `${say(`Test with ${what}`)}${COLON[language]}${facts.join(COMMA[language])}\n`,
    part(say('error'), failure && say(failure)),
    part(say('result'), failure === undefined ? result.RetMsg : undefined),
    part(say('log, the last 4 KB at most'), result.Log),
  ];
  return { hasFailed: failure !== undefined, text: parts.join('') };
}

/** Why it failed; undefined: it did not. */
function failureIn({ ErrMsg, RetMsg, InvokeResult }: Result): string | undefined {
  if (typeof ErrMsg === 'string' && ErrMsg !== '') return ErrMsg;
  const returned = parsed(RetMsg);
  if (returned?.errorMessage !== undefined && returned.errorCode !== undefined) {
    return `${returned.errorMessage}`;
  }
  const isSuccess = InvokeResult === undefined || InvokeResult === null || InvokeResult === 0;
  return isSuccess ? undefined : `the invocation ended with ${InvokeResult}`;
}

/** What SCF returns in the place of a result is an object with an error in it. */
function parsed(text: unknown): { errorCode?: unknown; errorMessage?: unknown } | undefined {
  try {
    return Object(JSON.parse(`${text}`));
  } catch {
    return undefined;
  }
}

function part(name: string, content: unknown): string {
  if (typeof content !== 'string' || content.trim() === '') return '';
  return `  ${name}\n${indent(sanitizedLines(content.trim()).split('\n'), '    ')}`;
}

function sampleFor(template: Template, pkg: string): { what: string; event: string } {
  if (triggeredBy(template) === 'CLS') {
    const batch = {
      topic_id: '00000000-0000-4000-8000-000000000000',
      topic_name: 'sample',
      records: [{ timestamp: '1605578090000000', content: '{"message":"a sample"}' }],
    };
    const data = gzipSync(JSON.stringify(batch)).toString('base64');
    return { what: 'a sample of one log', event: JSON.stringify({ clslogs: { data } }) };
  }
  const samples: Record<string, string> = JSON.parse(readPacked(pkg, 'samples.json'));
  return { what: `the sample ${SAMPLE}`, event: samples[SAMPLE] ?? '' };
}
