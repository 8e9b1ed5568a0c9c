import { CosError } from './errors';
import { percentEncode } from './percent';

/**
 * The documented rules for keys: 850 bytes at most when URL-encoded (a slash stays one byte), no
 * leading `/` or `\`, none of the control characters CAN, EM, SUB and ESC.
 * Source: COS documentation "Object Overview" (436/13324).
 *
 * @throws CosError KeyTooLong or InvalidObjectName
 */
export function checkKey(key: string): void {
  const encoded = percentEncode(key).replace(/%2F/g, '/');
  if (encoded.length > MAX_ENCODED_BYTES) {
    throw new CosError(
      'KeyTooLong',
      `Your key is too long: ${encoded.length} bytes when URL-encoded, at most ${MAX_ENCODED_BYTES}.`,
    );
  }
  if (key.startsWith('/') || key.startsWith('\\')) {
    throw new CosError('InvalidObjectName', 'An object key must not begin with a slash.');
  }
  if (FORBIDDEN.test(key)) {
    throw new CosError('InvalidObjectName', 'The object key has a forbidden control character.');
  }
}

const MAX_ENCODED_BYTES = 850;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be found
const FORBIDDEN = /[\u0018\u0019\u001a\u001b]/;
