import { BytesInput } from './shared.js';
export { BytesView } from './shared.js';

/** `mps-webhook/inspector`: links that open an event in the inspector. */

interface InspectorLinkOptions {
    /** The URL of the inspector. */
    base: string;
}
/**
 * Returns a link to the inspector that contains the event. Browsers do not send the part after `#`. But the link contains
 * the event with its secrets; links that the inspector makes have none.
 *
 * The fragment is `e=` and the event's JSON text in UTF-8, compressed (DEFLATE, RFC 1951), in Base64 for URLs.
 *
 * @param event the event: an object, its JSON text, or the bytes of that text in any view or buffer
 * @throws {MpsWebhookError} with the code `invalid_argument` if an argument is invalid.
 * @throws {MpsWebhookError} with the code `too_large` if the event has more than 8 MB.
 *
 * @example
 * const link = await inspectorLink(event, { base: 'https://inspector.example.com/' });
 */
declare function inspectorLink(event: object | string | BytesInput, options: InspectorLinkOptions): Promise<string>;

export { BytesInput, inspectorLink };
export type { InspectorLinkOptions };
