"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: !0 });
}, __copyProps = (to, from, except, desc) => {
  if (from && typeof from == "object" || typeof from == "function")
    for (let key of __getOwnPropNames(from))
      !__hasOwnProp.call(to, key) && key !== except && __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: !0 }), mod);

// js/entries/inspector-link.ts
var inspector_link_exports = {};
__export(inspector_link_exports, {
  MAX_LINKED_EVENT: () => MAX_LINKED_EVENT,
  inspectorLink: () => inspectorLink
});
module.exports = __toCommonJS(inspector_link_exports);

// js/core/deflate-zlib.ts
var import_node_zlib = require("zlib");
function deflateRaw(bytes) {
  return new Promise((resolve, reject) => {
    (0, import_node_zlib.deflateRaw)(bytes, (error, result) => error === null ? resolve(result) : reject(error));
  });
}

// js/entries/inspector-link.ts
var import_error = require("./shared.js"), import_arguments = require("./shared.js"), MAX_LINKED_EVENT = 8 * 1024 * 1024;
async function inspectorLink(event, options) {
  let { base } = checkedOptions(options != null ? options : {}), bytes = (0, import_arguments.eventBytes)(event);
  if (bytes.length > MAX_LINKED_EVENT)
    throw new import_error.MpsWebhookError({
      code: "too_large",
      message: "the event has ".concat(bytes.length, " bytes, and a link may carry ").concat(MAX_LINKED_EVENT),
      path: "event",
      help: "pass it on as a file"
    });
  return "".concat(base.replace(/#.*/, ""), "#e=").concat(base64Url(await deflateRaw(bytes)));
}
function checkedOptions(options) {
  (0, import_arguments.checkOptionNames)(options, ["base"]);
  let { base } = options;
  if (base === void 0)
    throw new import_error.MpsWebhookError({
      code: "invalid_argument",
      message: "`options.base` is needed: the address of the inspector",
      path: "options.base",
      help: "pass it as { base: 'https://inspector.example.com/' }"
    });
  return (0, import_arguments.checkText)(base, "options.base"), { base };
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
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  MAX_LINKED_EVENT,
  inspectorLink
});
