/** Calls the user's processor of reports. */

import type { Report } from '../core/report';
import { escapeLoneSurrogates } from '../core/utf8';
import { describe, isOfJson } from '../input/arguments';
import { stackOf, textOf } from '../input/thrown';
import { within } from './timer';

/**
 * The user's processor, called once for every archived notification.
 *
 * @param report the report
 * @param event the notification as received
 * @returns the value that is stored instead of the report; `undefined` stores the report, `null` only the receipts. A promise
 *   is awaited; an error fails the invocation after all else is done.
 */
export type Process = (report: Report, event: unknown) => unknown;

/** Calls the processor with `{report, event}` as JSON text. Returns the JSON text of its result, empty for `undefined`. */
export async function callProcess(
  process: Process,
  call: string,
  timeout: number | undefined,
): Promise<string> {
  const { report, event }: { report: Report; event: unknown } = JSON.parse(call);
  const late = `it took longer than ${timeout} ms`;
  try {
    const call = async () => process(report, event);
    const returned = await within(timeout, call(), late);
    return returned === undefined ? '' : escapeLoneSurrogates(jsonOf(returned));
  } catch (error) {
    throw new Error(withPlace(error));
  }
}

/** The JSON text of a result. JSON.stringify writes a Map as an empty object, and a function not at all. */
function jsonOf(returned: unknown): string {
  const { toJSON } = Object(returned) as { toJSON?: unknown };
  const isJson = isOfJson(returned) || typeof toJSON === 'function';
  const json: string | undefined = isJson ? JSON.stringify(returned) : undefined;
  if (json === undefined) {
    throw new TypeError(`it returned ${describe(returned)}, which is not JSON`);
  }
  return json;
}

/** The thrown error, and its place in the user's file. */
function withPlace(error: unknown): string {
  const text = textOf(error);
  const place = /process\.js:\d+(:\d+)?/.exec(stackOf(error));
  return place === null ? text : `${text} (${place[0]})`;
}
