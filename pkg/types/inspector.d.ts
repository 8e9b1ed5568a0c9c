import { BytesInput } from './shared.js';
export { BytesView } from './shared.js';

/** `mps-webhook/inspector`: links that open an event in the inspector. */

interface InspectorLinkOptions {
    /** Where the inspector is. */
    base: string;
}
/**
 * A link to the inspector with the event in it. What stands behind `#` never leaves the browser of whoever opens it; but
 * whoever has the link has the event, with the secrets in it. The inspector's own links have none.
 *
 * The fragment is `e=` and the event's JSON text in UTF-8, compressed (DEFLATE, RFC 1951), in Base64 for URLs.
 *
 * @param event the event: an object, its JSON text, or the bytes of that in any view or buffer
 * @throws {MpsWebhookError} with the code `invalid_argument` if an argument is not what it must be.
 * @throws {MpsWebhookError} with the code `too_large` if the event has more than 8 MB.
 *
 * @example
 * const link = await inspectorLink(event, { base: 'https://inspector.example.com/' });
 */
declare function inspectorLink(event: object | string | BytesInput, options: InspectorLinkOptions): Promise<string>;

export { BytesInput, inspectorLink };
export type { InspectorLinkOptions };
