/** The owner's own processing of reports. */
import type { Report } from '../core/report';
/**
 * Called once for every notification, when that is in the archive.
 *
 * @param report what happened
 * @param event the notification as it came
 * @returns what is stored in the report's place; nothing (`undefined`): the report is; `null`: only receipts are. A promise
 *   is waited for; whatever is thrown fails the invocation when all else is done.
 */
export type Process = (report: Report, event: unknown) => unknown;
/** Calls it with the JSON text of `{report, event}`; gives the JSON text of what it returned, empty if that is nothing. */
export declare function callProcess(process: Process, call: string, timeout: number | undefined): Promise<string>;
