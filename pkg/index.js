"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf, __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: !0 });
}, __copyProps = (to, from, except, desc) => {
  if (from && typeof from == "object" || typeof from == "function")
    for (let key of __getOwnPropNames(from))
      !__hasOwnProp.call(to, key) && key !== except && __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: !0 }) : target,
  mod
)), __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: !0 }), mod);

// js/entries/index.ts
var index_exports = {};
__export(index_exports, {
  MpsWebhookError: () => import_error3.MpsWebhookError,
  createHandler: () => createHandler,
  init: () => import_init.init,
  parse: () => import_events.parse,
  plan: () => import_events.plan,
  render: () => import_events.render,
  safeParse: () => import_events.safeParse,
  toCloudEvents: () => import_events.toCloudEvents,
  verify: () => import_events.verify
});
module.exports = __toCommonJS(index_exports);
var import_loader2 = require("./shared.js");

// js/core/source-inline.ts
var carried = __toESM(require("./core-carried.js"));

// js/core/given-builtin.ts
var givenBuiltin = (name) => process.getBuiltinModule ? process.getBuiltinModule(name) : void 0;

// js/core/builtins-by-require.ts
function readFile(path) {
  return (givenBuiltin("fs") || require("fs")).readFileSync(path);
}
function inflateRaw(bytes) {
  return (givenBuiltin("zlib") || require("zlib")).inflateRawSync(bytes);
}

// js/core/features.ts
var MODERN = [
  0,
  97,
  115,
  109,
  1,
  0,
  0,
  0,
  1,
  5,
  1,
  96,
  0,
  1,
  127,
  3,
  2,
  1,
  0,
  5,
  3,
  1,
  0,
  1,
  10,
  26,
  1,
  24,
  0,
  65,
  0,
  65,
  0,
  65,
  0,
  252,
  10,
  0,
  0,
  68,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  252,
  2,
  192,
  11
];
function canRunModern() {
  return WebAssembly.validate(new Uint8Array(MODERN));
}

// js/core/source-inline.ts
var import_loader = require("./shared.js");
(0, import_loader.provide)({ compile: () => {
  var _a;
  return new WebAssembly.Module((_a = modern()) != null ? _a : v12());
} });
function modern() {
  if (!(carried.folder === "" || typeof Deno < "u" || !canRunModern()))
    try {
      let bytes = readFile("".concat(carried.folder, "/core.modern.wasm"));
      return bytes.length === carried.modernLength ? bytes : void 0;
    } catch (e) {
      return;
    }
}
function v12() {
  return inflateRaw(Buffer.from(carried.v1, "base64"));
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

// js/hosts/scf/handler.ts
var import_error2 = require("./shared.js"), import_utf83 = require("./shared.js"), import_invocation2 = require("./shared.js");

// js/delivery/transport/node.ts
var import_timer = require("./shared.js");

// js/delivery/transport/builtins-by-require.ts
var URL = (givenBuiltin("url") || require("url")).URL;
function loadHttp() {
  return givenBuiltin("http") || require("http");
}
function loadHttps() {
  return givenBuiltin("https") || require("https");
}

// js/delivery/transport/transport.ts
function longestResponse({ method, longest_response }) {
  return longest_response || (method === "GET" ? 16 * 1024 * 1024 : 1024 * 1024);
}

// js/delivery/transport/node.ts
var MAX_IDLE = 4e3, protocols = {};
function protocol(name) {
  let known = protocols[name] || loadProtocol(name);
  return protocols[name] = known, known;
}
async function loadProtocol(name) {
  let module2 = await (name === "http:" ? loadHttp() : loadHttps());
  return { request: module2.request, agent: new module2.Agent({ keepAlive: !0 }) };
}
var lastUsed = /* @__PURE__ */ new WeakMap();
function dropIdle(agent, maxIdle) {
  for (let sockets of Object.values(agent.freeSockets))
    for (let socket of Array.from(sockets || []))
      Date.now() - (lastUsed.get(socket) || 0) >= maxIdle && (socket.destroy(), socket.emit("agentRemove"));
}
var send = (request, body) => sendAny(request, body), sendLong = (request, body) => sendAny(request, body);
function sendAny(request, body) {
  let until = Date.now() + request.timeout;
  return attempt(request, body, request.timeout).catch((error) => {
    let left = until - Date.now();
    if (error.wasIdle !== !0 || request.method === "POST" || left <= 0)
      throw error;
    return attempt(request, body, left, !0);
  });
}
async function attempt(request, body, timeout, onNewConnection = !1) {
  let url = new URL(request.url), { request: open, agent } = await protocol(url.protocol);
  return new Promise((resolve, reject) => {
    dropIdle(agent, MAX_IDLE);
    let headers = Object.assign({}, request.headers);
    body !== void 0 && (headers["content-length"] = body.length);
    let wasIdle = !1, outgoing = open({
      protocol: url.protocol,
      hostname: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port,
      path: url.pathname + url.search,
      method: request.method,
      headers,
      agent: onNewConnection ? !1 : agent
    }), stopTimer = (0, import_timer.startTimer)(timeout, () => {
      wasIdle && dropIdle(agent, 0), fail(new Error("timed out after ".concat(request.timeout, " ms")));
    }), isOver = !1, fail = (error) => {
      isOver = !0, stopTimer(), error.wasIdle = wasIdle && /^(ECONNRESET|EPIPE)$/.test(error.code || ""), reject(error), outgoing.abort();
    }, connection;
    outgoing.on("socket", (socket) => {
      connection = socket, wasIdle = lastUsed.has(socket), lastUsed.set(socket, Date.now());
    }), outgoing.on("error", fail), outgoing.on("response", (incoming) => {
      if (wasIdle = !1, isInterim(incoming))
        return awaitFinal(outgoing, incoming);
      incoming.on("end", () => {
        connection !== void 0 && lastUsed.set(connection, Date.now());
      }), read(incoming, longestResponse(request)).then((response) => {
        stopTimer(), resolve(response), isOver = !0, outgoing.finished || outgoing.abort();
      }, fail);
    }), body !== void 0 && "read" in body ? write(outgoing, body, () => isOver, fail) : outgoing.end(body === void 0 ? void 0 : bufferOf(body));
  });
}
function bufferOf(bytes) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
var PART = 256 * 1024;
function write(outgoing, body, isOver, fail) {
  let buffer = Buffer.allocUnsafe(Math.min(body.length, PART)), at = 0, writeNext = () => {
    if (!isOver())
      try {
        let part = buffer.slice(0, body.length - at);
        body.read(at, part), at += part.length, at < body.length ? outgoing.write(part, writeNext) : outgoing.end(part);
      } catch (error) {
        fail(error);
      }
  };
  writeNext();
}
function isInterim({ statusCode }) {
  return statusCode !== void 0 && statusCode < 200;
}
function awaitFinal(outgoing, incoming) {
  incoming.removeAllListeners("end"), outgoing.removeAllListeners("prefinish"), incoming.resume(), Object.assign(outgoing, { res: null }), incoming.statusCode = 100;
}
function read(incoming, most) {
  return new Promise((resolve, reject) => {
    let chunks = [], length = 0;
    incoming.on("data", (chunk) => {
      chunks.push(chunk), length += chunk.length, length > most && reject(new Error("the response is longer than ".concat(most, " bytes")));
    }), incoming.on("aborted", () => reject(new Error("the connection broke during the response"))), incoming.on("error", reject), incoming.on("end", () => {
      let headers = {};
      for (let name of Object.keys(incoming.headers)) {
        let value = incoming.headers[name];
        headers[name] = Array.isArray(value) ? value.join(", ") : String(value);
      }
      resolve({ status: incoming.statusCode || 0, headers, body: Buffer.concat(chunks) });
    });
  });
}

// js/delivery/watch.ts
var import_trap = require("./shared.js"), import_utf82 = require("./shared.js");

// js/input/own.ts
function own(object) {
  return Object.assign(/* @__PURE__ */ Object.create(null), object);
}

// js/input/thrown.ts
var UNSEEN = "what was thrown cannot be shown";
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

// js/delivery/watch.ts
var import_invocation = require("./shared.js"), import_log2 = require("./shared.js"), import_timer2 = require("./shared.js"), MAX_RESTARTS = 10;
async function watch(loader2, platform2, round) {
  for (let restarts = 0; ; restarts++) {
    let text = JSON.stringify({ ...round.settings(), watch: round.request }), settings = (0, import_utf82.encode)((0, import_utf82.escapeLoneSurrogates)(text)), seed = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER), made = loader2.use((core) => core.watch(settings, round.deadline, seed, platform2.now()));
    try {
      return await run(made, loader2, platform2, round);
    } catch (error) {
      if ((0, import_trap.isTrap)(error) && loader2.discard(), !(error instanceof import_trap.InstanceLost) || restarts === MAX_RESTARTS)
        throw error;
    } finally {
      made.free();
    }
  }
}
async function run(made, loader2, platform2, round) {
  let { now, send: send2, log } = platform2, { requestId, interrupted } = round, underway = /* @__PURE__ */ new Set(), broken, wake = () => {
  };
  made.onLost = () => {
    broken = broken || { error: new import_trap.InstanceLost() }, wake();
  };
  let follow = (promise, take, fail) => {
    let use = (action) => {
      if (broken === void 0)
        try {
          action();
        } catch (error) {
          broken = { error };
        }
    }, settled = promise.then(
      (result) => use(() => take(result)),
      (error) => use(() => fail(messageOf(error)))
    ).then(() => {
      underway.delete(settled), wake();
    });
    underway.add(settled);
  }, deliver = ({ id, reconciled, deadline }) => {
    let event = made.event(id);
    follow(
      (0, import_invocation.invoke)(loader2, platform2, { event, deadline, settings: () => ({ ...round.settings(), reconciled }), process: round.process }),
      (done) => made.onDelivered(id, (0, import_utf82.encode)((0, import_utf82.escapeLoneSurrogates)(JSON.stringify(done))), now()),
      (reason) => {
        let failed = { error: { message: reason } };
        made.onDelivered(id, (0, import_utf82.encode)((0, import_utf82.escapeLoneSurrogates)(JSON.stringify(failed))), now());
      }
    );
  };
  for (interrupted == null || interrupted.addEventListener("abort", () => wake()); ; ) {
    if (interrupted != null && interrupted.aborted) {
      await Promise.all(Array.from(underway));
      return;
    }
    if (broken !== void 0)
      throw await Promise.all(Array.from(underway)), broken.error;
    let poll = own(JSON.parse(made.poll(now())));
    for (let line of poll.log)
      (0, import_log2.writeLine)(log, requestId === void 0 ? line : { ...line, request_id: requestId });
    if (round.onSettled && poll.settled.length > 0 && round.onSettled(poll.settled, poll.total), poll.done !== void 0)
      return poll.done;
    for (let { id, request } of poll.requests) {
      let body = request.method === "GET" ? void 0 : made.body(id);
      follow(
        send2(request, body),
        ({ status, headers, body: answer2 }) => made.onResponse(id, status, (0, import_utf82.encode)(JSON.stringify(headers)), answer2, now()),
        (reason) => made.onError(id, (0, import_utf82.encode)(reason), now())
      );
    }
    poll.deliver.forEach(deliver), await new Promise((resolve) => {
      let until = poll.wait_until, stopTimer = until === void 0 ? () => {
      } : (0, import_timer2.startTimer)(until - now(), resolve);
      wake = () => {
        stopTimer(), resolve();
      };
    });
  }
}

// js/hosts/scf/handler.ts
var import_arguments = require("./shared.js");
function createScfHandler(loader2, wanted = {}, template) {
  (0, import_arguments.checkOptionNames)(wanted, ["options", "process"]);
  let { options, process: process2 } = wanted;
  (0, import_arguments.checkType)(process2, "process", "function"), options !== void 0 && (0, import_arguments.checkDocument)(options, "options");
  let handler = { options, process: process2 };
  return (event, context, callback) => {
    let result = answer(loader2, handler, template, event, context || {});
    return typeof callback == "function" && result.then(
      (done) => callback(null, done),
      (error) => callback(error)
    ).catch(() => {
    }), result.catch(() => {
    }), result;
  };
}
var platform = {
  // As it is before process.js is loaded, which may replace it. Every time of an invocation is of this one clock.
  now: Date.now,
  send,
  sendLong,
  // Not console.log: SCF indexes a line that is pure JSON, and from Node.js 10 on console.log adds a prefix.
  log: (line) => {
    keepWriting(process.stdout), process.stdout.write("".concat(JSON.stringify(line), "\n"));
  }
};
function ignore() {
}
function keepWriting(stream) {
  stream.listeners("error").includes(ignore) || stream.on("error", ignore);
}
async function answer(loader2, handler, template, event, context) {
  let id = resultOf(() => context.request_id), requestId = typeof id == "string" ? id : void 0, invocation = {
    deadline: platform.now() + timeLeft(context),
    settings: () => ({
      template,
      options: handler.options,
      env: process.env,
      request_id: requestId
    }),
    process: handler.process
  }, done = await (0, import_invocation2.invoke)(loader2, platform, { event: eventBytes(event), ...invocation }), { error, http, watch: wanted } = own(done);
  if (error !== void 0)
    throw new import_error2.MpsWebhookError(error);
  if (wanted !== void 0) {
    let request = { ...wanted, delivers: !0, has_cursor: !0 }, ended = own(
      await watch(loader2, platform, { ...invocation, request, requestId })
    );
    if (ended.error !== void 0)
      throw new import_error2.MpsWebhookError(ended.error);
    return { ...done, watched: ended.summary };
  }
  return http === void 0 ? done : { ...done, ...reply(http) };
}
function eventBytes(event) {
  let value = event === void 0 ? null : event;
  return (0, import_arguments.bytesOf)(value, "event") || (0, import_utf83.encode)((0, import_arguments.jsonOf)(value, "event", "what JSON has"));
}
function reply({ status, body }) {
  return { isBase64Encoded: !1, statusCode: status, headers: { "content-type": "application/json" }, body };
}
function timeLeft(context) {
  let left = resultOf(() => {
    var _a;
    return (_a = context.getRemainingTimeInMillis) == null ? void 0 : _a.call(context);
  });
  if (isTime(left))
    return Math.max(left, LEAST_TIME);
  let limit = resultOf(() => context.time_limit_in_ms);
  return isTime(limit) && limit > 0 ? limit : Number.POSITIVE_INFINITY;
}
var LEAST_TIME = 1e3;
function isTime(time) {
  return typeof time == "number" && !Number.isNaN(time);
}
function resultOf(ask) {
  try {
    return ask();
  } catch (e) {
    return;
  }
}

// js/api/index.ts
var import_error3 = require("./shared.js"), import_events = require("./shared.js"), import_init = require("./shared.js");

// js/entries/index.ts
function createHandler(handler = {}) {
  let made = createScfHandler(import_loader2.loader, handler);
  return checkOptionsDocument(import_loader2.loader, handler.options, platform.log), made;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  MpsWebhookError,
  createHandler,
  init,
  parse,
  plan,
  render,
  safeParse,
  toCloudEvents,
  verify
});
