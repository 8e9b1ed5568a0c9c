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

// js/entries/edge-node.ts
var edge_node_exports = {};
__export(edge_node_exports, {
  createFetchHandler: () => createFetchHandler,
  createNodeHandler: () => createNodeHandler
});
module.exports = __toCommonJS(edge_node_exports);
var import_index = require("./index.js");

// js/hosts/fetch/handler.ts
var import_loader = require("./shared.js"), import_invocation = require("./shared.js"), import_log3 = require("./shared.js"), import_timer2 = require("./shared.js");

// js/delivery/transport/fetch.ts
var import_arguments = require("./shared.js"), import_timer = require("./shared.js");

// js/delivery/transport/transport.ts
function longestResponse({ method, longest_response }) {
  return longest_response || (method === "GET" ? 16 * 1024 * 1024 : 1024 * 1024);
}

// js/delivery/transport/fetch.ts
var send = async (request, body) => {
  let controller = new AbortController(), stopTimer = (0, import_timer.startTimer)(request.timeout, () => controller.abort());
  try {
    let { host, ...headers } = request.headers, response = await fetch(request.url, {
      method: request.method,
      headers,
      body: body === void 0 ? null : body,
      // A signature is for one URL, so redirects are not followed.
      redirect: "manual",
      signal: controller.signal
    }), most = longestResponse(request), bytes = await readAtMost(response.body, most);
    if (bytes === void 0)
      throw new Error("the response is longer than ".concat(most, " bytes"));
    let answer2 = { status: response.status, headers: {}, body: bytes };
    return response.headers.forEach((value, name) => {
      answer2.headers[name] = value;
    }), answer2;
  } catch (error) {
    if (controller.signal.aborted)
      throw new Error("timed out after ".concat(request.timeout, " ms"));
    let { message, cause } = Object(error);
    throw new Error((cause == null ? void 0 : cause.message) || message || "no response came");
  } finally {
    stopTimer();
  }
};
async function readAtMost(stream, most, timeLimit) {
  if (stream === null)
    return new Uint8Array(0);
  let reader = stream.getReader(), isWhole = !1;
  try {
    let late = "it was not there within ".concat(timeLimit, " ms"), chunks = await (0, import_timer.within)(timeLimit, chunksOf(reader, most), late);
    return isWhole = chunks !== void 0, chunks && joined(chunks);
  } finally {
    isWhole || reader.cancel().catch(() => {
    });
  }
}
async function chunksOf(reader, most) {
  let chunks = [], length = 0;
  for (; ; ) {
    let { done, value } = await reader.read();
    if (done)
      return chunks;
    let chunk = (0, import_arguments.bytesOf)(value, "body");
    if (chunk === void 0)
      throw new Error("the stream is not one of bytes");
    if (length += chunk.length, length > most)
      return;
    chunks.push(chunk);
  }
}
function joined(chunks) {
  let [only] = chunks;
  if (only !== void 0 && chunks.length === 1)
    return only;
  let bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0)), at = 0;
  for (let chunk of chunks)
    bytes.set(chunk, at), at += chunk.length;
  return bytes;
}

// js/hosts/fetch/handler.ts
var import_arguments2 = require("./shared.js");

// js/input/own.ts
function own(object) {
  return Object.assign(/* @__PURE__ */ Object.create(null), object);
}

// js/input/thrown.ts
var UNSEEN = "what was thrown cannot be shown";
function textOf(thrown) {
  return seen(() => String(thrown));
}
function messageOf(thrown) {
  return seen(() => {
    let { message } = Object(thrown);
    return typeof message == "string" && message !== "" ? message : String(thrown);
  });
}
function seen(look, otherwise = UNSEEN) {
  try {
    return look();
  } catch (e) {
    return otherwise;
  }
}

// js/input/variables.ts
var NAME = /^[A-Z][A-Z0-9_]*$/;
function variables(...sources) {
  let all = {};
  for (let source of sources)
    for (let name of namesIn(source)) {
      let value = textOf2(source, name);
      value !== void 0 && (value !== "" || all[name] === void 0) && (all[name] = value);
    }
  return all;
}
function namesIn(source) {
  let names = new Set(Object.keys(source));
  for (let holder = source; holder; holder = Object.getPrototypeOf(holder))
    for (let name of Object.getOwnPropertyNames(holder))
      NAME.test(name) && names.add(name);
  return names;
}
function textOf2(source, name) {
  let value;
  try {
    value = source[name];
  } catch (e) {
    return !1;
  }
  return typeof value == "string" || value === void 0 ? value : !1;
}

// js/hosts/check-document.ts
var import_error = require("./shared.js"), import_utf8 = require("./shared.js"), import_log = require("./shared.js"), OF_PLATFORM = {
  TENCENTCLOUD_REGION: "region-of-the-function",
  TENCENTCLOUD_SECRETID: "none",
  TENCENTCLOUD_SECRETKEY: "none",
  COS_SECRET_ID: "none",
  COS_SECRET_KEY: "none"
};
function checkOptionsDocument(loader2, options, log) {
  if (options === void 0) return;
  let { error, fault } = setupOf(loader2, options);
  if (error !== void 0) throw new import_error.MpsWebhookError(error);
  fault !== void 0 && (0, import_log.writeLine)(log, {
    level: "error",
    msg: "a part of the options is not usable; events are archived, and the rest is done",
    error: fault.message,
    help: fault.help
  });
}
function setupOf(loader2, options) {
  let settings = (0, import_utf8.escapeLoneSurrogates)(JSON.stringify({ options, env: OF_PLATFORM }));
  try {
    return JSON.parse(loader2.use((core) => core.probe((0, import_utf8.encode)(settings), 0)));
  } catch (e) {
    return {};
  }
}

// js/hosts/fetch/reply.ts
var import_trap = require("./shared.js"), import_log2 = require("./shared.js");
function logOf({ log }) {
  return log || ((line) => console.log(JSON.stringify(line)));
}
function notDelivered(error, log, msg = "the event could not be delivered") {
  return (0, import_log2.writeLine)(log, { level: "error", msg, error: textOf(error) }), reply(500, { ok: !1, code: (0, import_trap.isTrap)(error) ? "trapped" : "not_delivered" });
}
function reply(status, body, headers) {
  return new Response(typeof body == "string" ? body : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...headers }
  });
}

// js/hosts/fetch/handler.ts
var TIME_LIMIT = 25e3, MAX_BODY_SIZE = 8 * 1024 * 1024;
function createFetchHandler(wanted = {}) {
  let handler = checkHandler(wanted), fetch2 = (request, env, context) => always(handler, () => answer(handler, request, env || {}, context || {}));
  return Object.assign(fetch2, {
    fetch: fetch2,
    onRequest: (context) => always(handler, () => answer(handler, context.request, context.env || {}, context))
  });
}
function checkHandler(handler) {
  (0, import_arguments2.checkOptionNames)(handler, ["options", "env", "process", "timeLimit", "maxBodySize", "log"]);
  let { options, env, process, timeLimit, maxBodySize, log } = handler;
  return options !== void 0 && ((0, import_arguments2.checkDocument)(options, "options"), checkOptionsDocument(import_loader.loader, options, logOf(handler))), env !== void 0 && (0, import_arguments2.checkObject)(env, "env"), (0, import_arguments2.checkType)(process, "process", "function"), (0, import_arguments2.checkType)(log, "log", "function"), (0, import_arguments2.checkPositive)(timeLimit, "timeLimit"), (0, import_arguments2.checkPositive)(maxBodySize, "maxBodySize"), { options, env, process, timeLimit, maxBodySize, log };
}
async function always(handler, answering) {
  try {
    return await answering();
  } catch (error) {
    return notDelivered(error, logOf(handler));
  }
}
async function answer(handler, request, env, context) {
  var _a;
  let { method } = request;
  if (method === "GET" || method === "HEAD")
    return reply(200, { ok: !0 });
  if (method !== "POST")
    return reply(405, refusal("method_not_allowed", "must be POST"), { allow: "GET, HEAD, POST" });
  let deadline = Date.now() + (handler.timeLimit || TIME_LIMIT), log = logOf(handler), most = handler.maxBodySize || MAX_BODY_SIZE, body;
  try {
    body = await bodyOf(request, most, deadline);
  } catch (error) {
    return (0, import_log3.writeLine)(log, {
      level: "error",
      msg: "the body of the request did not come whole",
      error: messageOf(error)
    }), reply(500, refusal("incomplete", "the body of the request did not come whole"));
  }
  if (body === void 0)
    return reply(413, refusal("too_large", "a body may have ".concat(most, " bytes")));
  if (body.length === 0)
    return reply(200, { ok: !0 });
  let delivery = deliverTo(handler, body, env, deadline, log);
  try {
    let waiting = (_a = context.waitUntil) == null ? void 0 : _a.call(context, delivery);
    Promise.resolve(waiting).catch(() => {
    });
  } catch (e) {
  }
  return delivery;
}
async function bodyOf(request, most, deadline) {
  if (request.bodyUsed)
    throw new Error("something else read the body before");
  let announced = Number(request.headers.get("content-length"));
  if (announced > most)
    return;
  let timeLimit = deadline - Date.now();
  if (request.body === void 0) {
    let late = "it was not there within ".concat(timeLimit, " ms"), bytes2 = new Uint8Array(await (0, import_timer2.within)(timeLimit, request.arrayBuffer(), late));
    return bytes2.length > most ? void 0 : whole(bytes2, announced, request);
  }
  let bytes = await readAtMost(request.body, most, timeLimit);
  return bytes && whole(bytes, announced, request);
}
function whole(bytes, announced, { headers }) {
  if (bytes.length < announced && !headers.has("content-encoding"))
    throw new Error("it has ".concat(bytes.length, " bytes, and ").concat(announced, " were announced"));
  return bytes;
}
async function deliverTo(handler, event, env, deadline, log) {
  try {
    let done = await (0, import_invocation.invoke)(
      import_loader.loader,
      { now: Date.now, send, log },
      {
        event,
        deadline,
        settings: () => ({
          options: handler.options,
          env: variables(handler.env || processEnv(), env),
          http: !0
        }),
        process: handler.process
      }
    ), { http } = own(done);
    return reply(http ? http.status : 500, http ? http.body : { ok: !1 });
  } catch (error) {
    return notDelivered(error, log);
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
function refusal(code, message) {
  return { ok: !1, code, message };
}

// js/hosts/node-http/handler.ts
var import_arguments3 = require("./shared.js");
function createNodeHandler(options = {}) {
  let handle = createFetchHandler(options), log = logOf(options), answer2 = async (response, outgoing) => {
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)), outgoing.end(await response.text());
  };
  return async (incoming, outgoing) => {
    var _a;
    try {
      await answer2(await handle(requestOf(incoming)), outgoing);
    } catch (error) {
      let failure = notDelivered(error, log, "the request could not be taken");
      outgoing.headersSent ? (_a = outgoing.destroy) == null || _a.call(outgoing) : await answer2(failure, outgoing);
    }
  };
}
var PLACEHOLDER_URL = "http://localhost/";
function requestOf(incoming) {
  let { method = "GET", headers } = incoming;
  if (method === "GET" || method === "HEAD")
    return new Request(PLACEHOLDER_URL, { method });
  if (method !== "POST")
    return new Request(PLACEHOLDER_URL, { method: "OPTIONS" });
  let length = headers["content-length"], init = {
    method,
    headers: typeof length == "string" ? { "content-length": length } : {},
    body: bodyOf2(incoming),
    // The body is a stream, which need not end before the response.
    duplex: "half"
  };
  return new Request(PLACEHOLDER_URL, init);
}
function bodyOf2(incoming) {
  let { body } = incoming;
  if (body === void 0 || isStream(body)) {
    if (incoming.readableEnded || incoming.readableDidRead)
      throw new Error("something else read the body before, and left nothing of it");
    return streamOf(incoming);
  }
  let bytes = typeof body == "string" ? body : (0, import_arguments3.bytesOf)(body, "body");
  if (bytes === void 0)
    throw new Error(
      "the body was parsed before, so the bytes that were sent are lost; let this route have them, in Express with express.raw({ type: () => true }) in place of express.json()"
    );
  return bytes;
}
function isStream(body) {
  return typeof Object(body)[Symbol.asyncIterator] == "function";
}
function streamOf(incoming) {
  let chunks = incoming[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      let { done, value } = await chunks.next();
      done ? controller.close() : controller.enqueue(value);
    },
    async cancel() {
      var _a;
      await ((_a = chunks.return) == null ? void 0 : _a.call(chunks));
    }
  });
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  createFetchHandler,
  createNodeHandler
});
