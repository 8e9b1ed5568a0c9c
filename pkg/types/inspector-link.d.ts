/** `mps-webhook/inspector`: links that open an event in the inspector. */
export interface InspectorLinkOptions {
    /** Where the inspector is. */
    base: string;
}
/**
 * A link to the inspector with the event in it. What stands behind `#` never leaves the browser of whoever opens it; but
 * whoever has the link has the event.
 *
 * The fragment is `e=` and the event's JSON text in UTF-8, compressed (DEFLATE, RFC 1951), in Base64 for URLs.
 *
 * @param event the event: an object, its JSON text, or the bytes of that
 */
export declare function inspectorLink(event: object | string | Uint8Array, { base }: InspectorLinkOptions): Promise<string>;
