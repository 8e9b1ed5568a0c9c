// js/hosts/fetch/handler.ts
import { loader } from "./shared.mjs";
import { invoke } from "./shared.mjs";
import { writeLine as writeLine3 } from "./shared.mjs";
import { within as within2 } from "./shared.mjs";

// js/delivery/transport/fetch.ts
import { bytesOf } from "./shared.mjs";
import { startTimer, within } from "./shared.mjs";

// js/delivery/transport/transport.ts
function longestResponse({ method, longest_response }) {
  return longest_response || (method === "GET" ? 16 * 1024 * 1024 : 1024 * 1024);
}

// js/delivery/transport/fetch.ts
var send = async (request, body) => {
  let controller = new AbortController(), stopTimer = startTimer(request.timeout, () => controller.abort());
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
      throw new Error(`the response is longer than ${most} bytes`);
    let answer2 = { status: response.status, headers: {}, body: bytes };
    return response.headers.forEach((value, name) => {
      answer2.headers[name] = value;
    }), answer2;
  } catch (error) {
    if (controller.signal.aborted)
      throw new Error(`timed out after ${request.timeout} ms`);
    let { message, cause } = Object(error);
    throw new Error(cause?.message || message || "no response came");
  } finally {
    stopTimer();
  }
};
async function readAtMost(stream, most, timeLimit) {
  if (stream === null)
    return new Uint8Array(0);
  let reader = stream.getReader(), isWhole = !1;
  try {
    let late = `it was not there within ${timeLimit} ms`, chunks = await within(timeLimit, chunksOf(reader, most), late);
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
    let chunk = bytesOf(value, "body");
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
import {
  checkDocument,
  checkObject,
  checkOptionNames,
  checkPositive,
  checkType
} from "./shared.mjs";

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
  } catch {
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
  } catch {
    return !1;
  }
  return typeof value == "string" || value === void 0 ? value : !1;
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

// js/hosts/fetch/reply.ts
import { isTrap } from "./shared.mjs";
import { writeLine as writeLine2 } from "./shared.mjs";
function logOf({ log }) {
  return log || ((line) => console.log(JSON.stringify(line)));
}
function notDelivered(error, log, msg = "the event could not be delivered") {
  return writeLine2(log, { level: "error", msg, error: textOf(error) }), reply(500, { ok: !1, code: isTrap(error) ? "trapped" : "not_delivered" });
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
  checkOptionNames(handler, ["options", "env", "process", "timeLimit", "maxBodySize", "log"]);
  let { options, env, process, timeLimit, maxBodySize, log } = handler;
  return options !== void 0 && (checkDocument(options, "options"), checkOptionsDocument(loader, options, logOf(handler))), env !== void 0 && checkObject(env, "env"), checkType(process, "process", "function"), checkType(log, "log", "function"), checkPositive(timeLimit, "timeLimit"), checkPositive(maxBodySize, "maxBodySize"), { options, env, process, timeLimit, maxBodySize, log };
}
async function always(handler, answering) {
  try {
    return await answering();
  } catch (error) {
    return notDelivered(error, logOf(handler));
  }
}
async function answer(handler, request, env, context) {
  let { method } = request;
  if (method === "GET" || method === "HEAD")
    return reply(200, { ok: !0 });
  if (method !== "POST")
    return reply(405, refusal("method_not_allowed", "must be POST"), { allow: "GET, HEAD, POST" });
  let deadline = Date.now() + (handler.timeLimit || TIME_LIMIT), log = logOf(handler), most = handler.maxBodySize || MAX_BODY_SIZE, body;
  try {
    body = await bodyOf(request, most, deadline);
  } catch (error) {
    return writeLine3(log, {
      level: "error",
      msg: "the body of the request did not come whole",
      error: messageOf(error)
    }), reply(500, refusal("incomplete", "the body of the request did not come whole"));
  }
  if (body === void 0)
    return reply(413, refusal("too_large", `a body may have ${most} bytes`));
  if (body.length === 0)
    return reply(200, { ok: !0 });
  let delivery = deliverTo(handler, body, env, deadline, log);
  try {
    let waiting = context.waitUntil?.(delivery);
    Promise.resolve(waiting).catch(() => {
    });
  } catch {
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
    let late = `it was not there within ${timeLimit} ms`, bytes2 = new Uint8Array(await within2(timeLimit, request.arrayBuffer(), late));
    return bytes2.length > most ? void 0 : whole(bytes2, announced, request);
  }
  let bytes = await readAtMost(request.body, most, timeLimit);
  return bytes && whole(bytes, announced, request);
}
function whole(bytes, announced, { headers }) {
  if (bytes.length < announced && !headers.has("content-encoding"))
    throw new Error(`it has ${bytes.length} bytes, and ${announced} were announced`);
  return bytes;
}
async function deliverTo(handler, event, env, deadline, log) {
  try {
    let done = await invoke(
      loader,
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
  try {
    return { ...globalThis.process?.env };
  } catch {
    return {};
  }
}
function refusal(code, message) {
  return { ok: !1, code, message };
}
export {
  createFetchHandler
};
