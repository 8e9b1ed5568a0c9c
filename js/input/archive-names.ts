/** What lies in an archive beside events, by the names that the core gives it (docs/templates.md). */

/** Report and error objects, the cursor of the watch, messages that wait, and the journals of replays: files that are not events. */
export const NOT_AN_EVENT =
  /\.((report|error|cursor|outbox|outbox-claim|failed-source)\.json(\.gz)?|replay(\.lock)?)$/i;

/** The folder for quarantined events. */
export const UNPARSED = 'unparsed';
