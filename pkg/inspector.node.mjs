// js/deflate-zlib.ts
import { deflateRaw as compress } from "node:zlib";
function deflateRaw(bytes) {
  return new Promise((resolve, reject) => {
    compress(bytes, (error, result) => error === null ? resolve(result) : reject(error));
  });
}

// js/inspector-link.ts
async function inspectorLink(event, { base }) {
  let text = typeof event == "string" ? event : JSON.stringify(event), bytes = event instanceof Uint8Array ? event : encode(text);
  return `${base.replace(/#.*/, "")}#e=${base64Url(await deflateRaw(bytes))}`;
}
function encode(text) {
  return typeof Buffer > "u" ? new TextEncoder().encode(text) : Buffer.from(text);
}
function base64Url(bytes) {
  let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    let [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3), group = first << 16 | second << 8 | third;
    for (let digit = 0; digit <= Math.min(3, bytes.length - at); digit++)
      text += digits[group >> 18 - 6 * digit & 63];
  }
  return text;
}
export {
  inspectorLink
};
