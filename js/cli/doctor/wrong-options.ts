/** All that is wrong with the options: the core names the first thing. */

import type { CoreError } from '../../core/error';
import { VARIABLES_OF_SCF } from '../../delivery/dry-run-summary';
import { isMissingRegion } from '../advice';
import { DOCUMENT } from '../delivery/target';
import type { Environment } from './environment';

/** What is wrong with more options than these is seen when they are corrected. */
const MOST = 50;

/** Valid wherever credentials are read. Without one half, the other half would be an error too. */
const CREDENTIALS = { COS_SECRET_ID: 'none', COS_SECRET_KEY: 'none' };
const IS_CREDENTIAL = /secret_?(id|key)$|session_?token$/i;

/**
 * Asks again without what is wrong, until nothing is wrong or nothing more can be left out.
 *
 * @param firstError asks the core for the first error
 */
export function wrongOptions(
  env: Environment,
  firstError: (env: Environment) => CoreError | undefined,
): CoreError[] {
  const errors: CoreError[] = [];
  const named = new Set<string>();
  let rest: Environment | undefined = env;
  while (rest !== undefined && errors.length < MOST) {
    const error = firstError(rest);
    if (error === undefined) break;
    const { path = '' } = error;
    // What is named again is needed where it was left out: then all of the option is.
    const isNew = !named.has(path);
    if (isNew) errors.push(error);
    named.add(path);
    rest = withoutError(rest, error, isNew);
  }
  return errors;
}

/** Undefined if nothing can be left out. */
function withoutError(env: Environment, error: CoreError, isNew: boolean): Environment | undefined {
  const { code, path = '' } = error;
  if (code === 'missing_credentials') return isNew ? { ...env, ...CREDENTIALS } : undefined;
  if (isMissingRegion(error) && isNew) {
    return { ...env, TENCENTCLOUD_REGION: VARIABLES_OF_SCF.TENCENTCLOUD_REGION };
  }
  if (Object.hasOwn(env, path)) {
    if (IS_CREDENTIAL.test(path)) return isNew ? { ...env, [path]: 'none' } : undefined;
    const { [path]: _, ...others } = env;
    return others;
  }
  const inDocument = path.replace(/^options\./, '');
  const document = parsed(env[DOCUMENT]);
  const [option = ''] = inDocument.split(/[.[]/, 1);
  const isChanged =
    (isNew && leaveOut(document, inDocument)) || (option !== '' && leaveOut(document, option));
  return isChanged ? { ...env, [DOCUMENT]: JSON.stringify(document) } : undefined;
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/**
 * Takes the member at a path such as `notify[0].url` out of a value.
 *
 * @returns whether it was there; members of lists stay, because the paths of those behind them would be others
 */
function leaveOut(value: unknown, path: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const members = value as Record<string, unknown>;
  if (Array.isArray(value)) {
    const [, index = '', rest] = /^\[(\d+)\]\.(.+)$/s.exec(path) ?? [];
    return rest !== undefined && leaveOut(members[index], rest);
  }
  if (Object.hasOwn(members, path)) {
    if (IS_CREDENTIAL.test(path)) members[path] = 'none';
    else delete members[path];
    return true;
  }
  // A name may have a dot.
  return Object.entries(members).some(
    ([name, member]) =>
      path.startsWith(name) &&
      /^[.[]/.test(path.slice(name.length)) &&
      leaveOut(member, path.slice(name.length).replace(/^\./, '')),
  );
}
