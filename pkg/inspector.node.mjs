// js/core/deflate-zlib.ts
import { deflateRaw as compress } from "node:zlib";
function deflateRaw(bytes) {
  return new Promise((resolve, reject) => {
    compress(bytes, (error, result) => error === null ? resolve(result) : reject(error));
  });
}

// js/entries/inspector-link.ts
import { MpsWebhookError } from "./shared.mjs";
import { checkOptionNames, checkText, eventBytes } from "./shared.mjs";
var MAX_LINKED_EVENT = 8 * 1024 * 1024;
async function inspectorLink(event, options) {
  let { base } = checkedOptions(options ?? {}), bytes = eventBytes(event);
  if (bytes.length > MAX_LINKED_EVENT)
    throw new MpsWebhookError({
      code: "too_large",
      message: `the event has ${bytes.length} bytes, and a link may carry ${MAX_LINKED_EVENT}`,
      path: "event",
      help: "pass it on as a file"
    });
  return `${base.replace(/#.*/, "")}#e=${base64Url(await deflateRaw(bytes))}`;
}
function checkedOptions(options) {
  checkOptionNames(options, ["base"]);
  let { base } = options;
  if (base === void 0)
    throw new MpsWebhookError({
      code: "invalid_argument",
      message: "`options.base` is needed: the address of the inspector",
      path: "options.base",
      help: "pass it as { base: 'https://inspector.example.com/' }"
    });
  return checkText(base, "options.base"), { base };
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
  MAX_LINKED_EVENT,
  inspectorLink
};
