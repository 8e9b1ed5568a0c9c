// js/entries/index.ts
import { loader } from "./shared.mjs";

// js/core/source-inline.ts
import * as carried from "./core-carried.js";

// js/core/builtins-by-import.ts
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

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
import { provide } from "./shared.mjs";
provide({ compile: () => new WebAssembly.Module(modern() ?? v12()) });
function modern() {
  if (!(carried.folder === "" || typeof Deno < "u" || !canRunModern()))
    try {
      let bytes = readFileSync(`${carried.folder}/core.modern.wasm`);
      return bytes.length === carried.modernLength ? bytes : void 0;
    } catch {
      return;
    }
}
function v12() {
  return inflateRawSync(Buffer.from(carried.v1, "base64"));
}

// js/hosts/check-document.ts
import { MpsWebhookError } from "./shared.mjs";
import { encode, escapeLoneSurrogates } from "./shared.mjs";
import { writeLine } from "./shared.mjs";
var OF_PLATFORM = {
  TENCENTCLOUD_REGION: "region-of-the-function",
  TENCENTCLOUD_SECRETID: "none",
  TENCENTCLOUD_SECRETKEY: "none",
  COS_SECRET_ID: "none",
  COS_SECRET_KEY: "none"
};
function checkOptionsDocument(loader2, options, log) {
  if (options === void 0) return;
  let { error, fault } = setupOf(loader2, options);
  if (error !== void 0) throw new MpsWebhookError(error);
  fault !== void 0 && writeLine(log, {
    level: "error",
    msg: "a part of the options is not usable; events are archived, and the rest is done",
    error: fault.message,
    help: fault.help
  });
}
function setupOf(loader2, options) {
  let settings = escapeLoneSurrogates(JSON.stringify({ options, env: OF_PLATFORM }));
  try {
    return JSON.parse(loader2.use((core) => core.probe(encode(settings), 0)));
  } catch {
    return {};
  }
}

// js/hosts/scf/handler.ts
import { MpsWebhookError as MpsWebhookError2 } from "./shared.mjs";
import { encode as encode3 } from "./shared.mjs";
import { invoke as invoke2 } from "./shared.mjs";

// js/delivery/transport/node.ts
import { startTimer } from "./shared.mjs";

// js/delivery/transport/builtins-by-import.ts
import { URL } from "node:url";
function loadHttp() {
  return import("node:http");
}
function loadHttps() {
  return import("node:https");
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
  let module = await (name === "http:" ? loadHttp() : loadHttps());
  return { request: module.request, agent: new module.Agent({ keepAlive: !0 }) };
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
    }), stopTimer = startTimer(timeout, () => {
      wasIdle && dropIdle(agent, 0), fail(new Error(`timed out after ${request.timeout} ms`));
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
      chunks.push(chunk), length += chunk.length, length > most && reject(new Error(`the response is longer than ${most} bytes`));
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
import { InstanceLost, isTrap } from "./shared.mjs";
import { encode as encode2, escapeLoneSurrogates as escapeLoneSurrogates2 } from "./shared.mjs";

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
  } catch {
    return otherwise;
  }
}

// js/delivery/watch.ts
import { invoke } from "./shared.mjs";
import { writeLine as writeLine2 } from "./shared.mjs";
import { startTimer as startTimer2 } from "./shared.mjs";
var MAX_RESTARTS = 10;
async function watch(loader2, platform2, round) {
  for (let restarts = 0; ; restarts++) {
    let text = JSON.stringify({ ...round.settings(), watch: round.request }), settings = encode2(escapeLoneSurrogates2(text)), seed = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER), made = loader2.use((core) => core.watch(settings, round.deadline, seed, platform2.now()));
    try {
      return await run(made, loader2, platform2, round);
    } catch (error) {
      if (isTrap(error) && loader2.discard(), !(error instanceof InstanceLost) || restarts === MAX_RESTARTS)
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
    broken = broken || { error: new InstanceLost() }, wake();
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
      invoke(loader2, platform2, { event, deadline, settings: () => ({ ...round.settings(), reconciled }), process: round.process }),
      (done) => made.onDelivered(id, encode2(escapeLoneSurrogates2(JSON.stringify(done))), now()),
      (reason) => {
        let failed = { error: { message: reason } };
        made.onDelivered(id, encode2(escapeLoneSurrogates2(JSON.stringify(failed))), now());
      }
    );
  };
  for (interrupted?.addEventListener("abort", () => wake()); ; ) {
    if (interrupted?.aborted) {
      await Promise.all(Array.from(underway));
      return;
    }
    if (broken !== void 0)
      throw await Promise.all(Array.from(underway)), broken.error;
    let poll = own(JSON.parse(made.poll(now())));
    for (let line of poll.log)
      writeLine2(log, requestId === void 0 ? line : { ...line, request_id: requestId });
    if (round.onSettled && poll.settled.length > 0 && round.onSettled(poll.settled, poll.total), poll.done !== void 0)
      return poll.done;
    for (let { id, request } of poll.requests) {
      let body = request.method === "GET" ? void 0 : made.body(id);
      follow(
        send2(request, body),
        ({ status, headers, body: answer2 }) => made.onResponse(id, status, encode2(JSON.stringify(headers)), answer2, now()),
        (reason) => made.onError(id, encode2(reason), now())
      );
    }
    poll.deliver.forEach(deliver), await new Promise((resolve) => {
      let until = poll.wait_until, stopTimer = until === void 0 ? () => {
      } : startTimer2(until - now(), resolve);
      wake = () => {
        stopTimer(), resolve();
      };
    });
  }
}

// js/hosts/scf/handler.ts
import { bytesOf, checkDocument, checkOptionNames, checkType, jsonOf } from "./shared.mjs";
function createScfHandler(loader2, wanted = {}, template) {
  checkOptionNames(wanted, ["options", "process"]);
  let { options, process: process2 } = wanted;
  checkType(process2, "process", "function"), options !== void 0 && checkDocument(options, "options");
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
    keepWriting(process.stdout), process.stdout.write(`${JSON.stringify(line)}
`);
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
  }, done = await invoke2(loader2, platform, { event: eventBytes(event), ...invocation }), { error, http, watch: wanted } = own(done);
  if (error !== void 0)
    throw new MpsWebhookError2(error);
  if (wanted !== void 0) {
    let request = { ...wanted, delivers: !0, has_cursor: !0 }, ended = own(
      await watch(loader2, platform, { ...invocation, request, requestId })
    );
    if (ended.error !== void 0)
      throw new MpsWebhookError2(ended.error);
    return { ...done, watched: ended.summary };
  }
  return http === void 0 ? done : { ...done, ...reply(http) };
}
function eventBytes(event) {
  let value = event === void 0 ? null : event;
  return bytesOf(value, "event") || encode3(jsonOf(value, "event", "what JSON has"));
}
function reply({ status, body }) {
  return { isBase64Encoded: !1, statusCode: status, headers: { "content-type": "application/json" }, body };
}
function timeLeft(context) {
  let left = resultOf(() => context.getRemainingTimeInMillis?.());
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
  } catch {
    return;
  }
}

// js/api/index.ts
import { MpsWebhookError as MpsWebhookError3 } from "./shared.mjs";
import { parse, plan, render, safeParse, toCloudEvents, verify } from "./shared.mjs";
import { init } from "./shared.mjs";

// js/entries/index.ts
function createHandler(handler = {}) {
  let made = createScfHandler(loader, handler);
  return checkOptionsDocument(loader, handler.options, platform.log), made;
}
export {
  MpsWebhookError3 as MpsWebhookError,
  createHandler,
  init,
  parse,
  plan,
  render,
  safeParse,
  toCloudEvents,
  verify
};
