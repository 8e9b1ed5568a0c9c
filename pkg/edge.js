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

// js/edge.ts
var edge_exports = {};
__export(edge_exports, {
  createFetchHandler: () => createFetchHandler
});
module.exports = __toCommonJS(edge_exports);
var import_index = require("./index.js");

// js/fetch-handler.ts
var import_core = require("./shared.js"), import_invocation = require("./shared.js"), import_loader = require("./shared.js");

// js/transport/fetch.ts
var send = async (request, body) => {
  let controller = new AbortController(), timer = setTimeout(() => controller.abort(), request.timeout);
  try {
    let { host, ...headers } = request.headers, response = await fetch(request.url, {
      method: request.method,
      headers,
      body: body === void 0 ? null : body,
      // To sign for one place and follow to another is never right.
      redirect: "manual",
      signal: controller.signal
    }), bytes = await readAtMost(response.body, 16777216);
    if (bytes === void 0)
      throw new Error("the response is longer than 16777216 bytes");
    let answer2 = { status: response.status, headers: {}, body: bytes };
    return response.headers.forEach((value, name) => {
      answer2.headers[name] = value;
    }), answer2;
  } catch (error) {
    if (controller.signal.aborted)
      throw new Error("timed out after ".concat(request.timeout, " ms"));
    let { message, cause } = error;
    throw new Error((cause == null ? void 0 : cause.message) || message);
  } finally {
    clearTimeout(timer);
  }
};
async function readAtMost(stream, most) {
  if (stream === null)
    return new Uint8Array(0);
  let chunks = [], length = 0, reader = stream.getReader();
  for (; ; ) {
    let { done, value } = await reader.read();
    if (done)
      break;
    if (length += value.length, length > most) {
      reader.cancel().catch(() => {
      });
      return;
    }
    chunks.push(value);
  }
  let [only] = chunks;
  if (only !== void 0 && chunks.length === 1)
    return only;
  let bytes = new Uint8Array(length), at = 0;
  for (let chunk of chunks)
    bytes.set(chunk, at), at += chunk.length;
  return bytes;
}

// js/fetch-handler.ts
var TIME_LIMIT = 25e3, MAX_BODY_SIZE = 8 * 1024 * 1024;
function createFetchHandler(handler = {}) {
  let fetch2 = (request, env, context) => answer(handler, request, env || {}, context || {});
  return Object.assign(fetch2, {
    fetch: fetch2,
    onRequest: (context) => fetch2(context.request, context.env, context)
  });
}
async function answer(handler, request, env, context) {
  let { method } = request;
  if (method === "GET" || method === "HEAD")
    return reply(200, { ok: !0 });
  if (method !== "POST")
    return reply(405, refusal("method_not_allowed", "must be POST"), { allow: "GET, HEAD, POST" });
  let most = handler.maxBodySize || MAX_BODY_SIZE, body;
  try {
    body = Number(request.headers.get("content-length")) > most ? void 0 : await readAtMost(request.body, most);
  } catch (e) {
    return reply(400, refusal("incomplete", "the connection broke during the request"));
  }
  if (body === void 0)
    return reply(413, refusal("too_large", "a body may have ".concat(most, " bytes")));
  let delivery = deliverTo(handler, body, env);
  return typeof context.waitUntil == "function" && context.waitUntil(delivery), delivery;
}
async function deliverTo(handler, event, env) {
  let log = handler.log || ((line) => console.log(JSON.stringify(line))), platform = { now: Date.now, send, log };
  try {
    let done = await (0, import_invocation.invoke)(import_loader.loader, platform, {
      event,
      deadline: Date.now() + (handler.timeLimit || TIME_LIMIT),
      settings: () => ({
        options: handler.options,
        env: { ...handler.env || processEnv(), ...texts(env) },
        http: !0
      }),
      process: handler.process
    });
    return reply(done.http ? done.http.status : 500, done.http ? done.http.body : { ok: !1 });
  } catch (error) {
    return log({ level: "error", msg: "the event could not be delivered", error: String(error) }), reply(500, { ok: !1, code: (0, import_core.isTrap)(error) ? "trapped" : "not_delivered" });
  }
}
function processEnv() {
  var _a;
  try {
    return { ...(_a = globalThis.process) == null ? void 0 : _a.env };
  } catch (e) {
    return {};
  }
}
function texts(bindings) {
  let found = {};
  for (let [name, value] of Object.entries(bindings))
    typeof value == "string" && (found[name] = value);
  return found;
}
function refusal(code, message) {
  return { ok: !1, code, message };
}
function reply(status, body, headers) {
  return new Response(typeof body == "string" ? body : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...headers }
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  createFetchHandler
});
