import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
const require = createRequire(import.meta.url);
const __dirname = fileURLToPath(new URL('.', import.meta.url));
var __require = /* @__PURE__ */ ((x) => typeof require < "u" ? require : typeof Proxy < "u" ? new Proxy(x, {
  get: (a, b) => (typeof require < "u" ? require : a)[b]
}) : x)(function(x) {
  if (typeof require < "u") return require.apply(this, arguments);
  throw Error('Dynamic require of "' + x + '" is not supported');
});

// js/index.ts
import { readFileSync } from "node:fs";
import { join } from "node:path";

// target/core/std/mps_webhook.js
var Delivery = class {
  __destroy_into_raw() {
    let ptr = this.__wbg_ptr;
    return this.__wbg_ptr = 0, DeliveryFinalization.unregister(this), ptr;
  }
  free() {
    let ptr = this.__destroy_into_raw();
    wasm.__wbg_delivery_free(ptr, 0);
  }
  /**
   * The body of a request.
   * @param {number} id
   * @returns {Uint8Array}
   */
  body(id) {
    let ret = wasm.delivery_body(this.__wbg_ptr, id);
    var v1 = getArrayU8FromWasm0(ret[0], ret[1]).slice();
    return wasm.__wbindgen_free(ret[0], ret[1] * 1, 1), v1;
  }
  /**
   * Takes an event; `settings` is the JSON of `{template, options, env, request_id, quarantine, process}`.
   * @param {Uint8Array} event
   * @param {Uint8Array} settings
   * @param {number} deadline
   * @param {number} seed
   * @param {number} now
   */
  constructor(event, settings, deadline, seed, now) {
    let ptr0 = passArray8ToWasm0(event, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(settings, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN, ret = wasm.delivery_new(ptr0, len0, ptr1, len1, deadline, seed, now);
    return this.__wbg_ptr = ret, DeliveryFinalization.register(this, this.__wbg_ptr, this), this;
  }
  /**
   * Takes the answer to `refresh_credentials`: `settings` as for the constructor, as they are now.
   * @param {Uint8Array} settings
   */
  onCredentials(settings) {
    let ptr0 = passArray8ToWasm0(settings, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN;
    wasm.delivery_onCredentials(this.__wbg_ptr, ptr0, len0);
  }
  /**
   * Takes the news that no response came; `reason` is text in UTF-8.
   * @param {number} id
   * @param {Uint8Array} reason
   * @param {number} now
   */
  onError(id, reason, now) {
    let ptr0 = passArray8ToWasm0(reason, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN;
    wasm.delivery_onError(this.__wbg_ptr, id, ptr0, len0, now);
  }
  /**
   * Takes a response; `headers` is the JSON of an object of strings.
   * @param {number} id
   * @param {number} status
   * @param {Uint8Array} headers
   * @param {Uint8Array} body
   * @param {number} now
   */
  onResponse(id, status, headers, body, now) {
    let ptr0 = passArray8ToWasm0(headers, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(body, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN;
    wasm.delivery_onResponse(this.__wbg_ptr, id, status, ptr0, len0, ptr1, len1, now);
  }
  /**
   * What to do now, as JSON text.
   * @param {number} now
   * @returns {string}
   */
  poll(now) {
    let deferred1_0, deferred1_1;
    try {
      let ret = wasm.delivery_poll(this.__wbg_ptr, now);
      return deferred1_0 = ret[0], deferred1_1 = ret[1], getStringFromWasm0(ret[0], ret[1]);
    } finally {
      wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
    }
  }
};
Symbol.dispose && (Delivery.prototype[Symbol.dispose] = Delivery.prototype.free);
function parse(event, language) {
  let deferred3_0, deferred3_1;
  try {
    let ptr0 = passArray8ToWasm0(event, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(language, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN, ret = wasm.parse(ptr0, len0, ptr1, len1);
    return deferred3_0 = ret[0], deferred3_1 = ret[1], getStringFromWasm0(ret[0], ret[1]);
  } finally {
    wasm.__wbindgen_free(deferred3_0, deferred3_1, 1);
  }
}
function parseToObjects(event, language) {
  let ptr0 = passArray8ToWasm0(event, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(language, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN;
  return wasm.parseToObjects(ptr0, len0, ptr1, len1);
}
function toCloudEvents(event, language, now) {
  let deferred3_0, deferred3_1;
  try {
    let ptr0 = passArray8ToWasm0(event, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(language, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN, ret = wasm.toCloudEvents(ptr0, len0, ptr1, len1, now);
    return deferred3_0 = ret[0], deferred3_1 = ret[1], getStringFromWasm0(ret[0], ret[1]);
  } finally {
    wasm.__wbindgen_free(deferred3_0, deferred3_1, 1);
  }
}
function verify(event, notify_key, now) {
  let deferred3_0, deferred3_1;
  try {
    let ptr0 = passArray8ToWasm0(event, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(notify_key, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN, ret = wasm.verify(ptr0, len0, ptr1, len1, now);
    return deferred3_0 = ret[0], deferred3_1 = ret[1], getStringFromWasm0(ret[0], ret[1]);
  } finally {
    wasm.__wbindgen_free(deferred3_0, deferred3_1, 1);
  }
}
function __wbg_get_imports() {
  return {
    __proto__: null,
    "./mps_webhook_bg.js": {
      __proto__: null,
      __wbg_Error_30c8987f7c2ed4e2: function(arg0, arg1) {
        return Error(getStringFromWasm0(arg0, arg1));
      },
      __wbg___wbindgen_is_string_90b56bc79aad6f6c: function(arg0) {
        return typeof arg0 == "string";
      },
      __wbg___wbindgen_throw_41e9ee4f547fc59a: function(arg0, arg1) {
        throw new Error(getStringFromWasm0(arg0, arg1));
      },
      __wbg_new_28744009d011f847: function() {
        return /* @__PURE__ */ new Map();
      },
      __wbg_new_617a8cdb8bb1130e: function() {
        return new Object();
      },
      __wbg_new_ee2291f50781bf1d: function() {
        return new Array();
      },
      __wbg_push_2baf45db356cf468: function(arg0, arg1) {
        return arg0.push(arg1);
      },
      __wbg_set_6ae97e73113c4f0b: function(arg0, arg1, arg2) {
        return arg0.set(arg1, arg2);
      },
      __wbg_set_6be42768c690e380: function(arg0, arg1, arg2) {
        arg0[arg1] = arg2;
      },
      __wbg_set_bea140a88be9b277: function(arg0, arg1, arg2) {
        arg0[arg1 >>> 0] = arg2;
      },
      __wbindgen_generic_0000000000000001: function(arg0) {
        return arg0;
      },
      __wbindgen_generic_0000000000000002: function(arg0) {
        return arg0;
      },
      __wbindgen_generic_0000000000000003: function(arg0, arg1) {
        return getStringFromWasm0(arg0, arg1);
      },
      __wbindgen_init_externref_table: function() {
        let table = wasm.__wbindgen_externrefs, offset = table.grow(4);
        table.set(0, void 0), table.set(offset + 0, void 0), table.set(offset + 1, null), table.set(offset + 2, !0), table.set(offset + 3, !1);
      }
    }
  };
}
var DeliveryFinalization = typeof FinalizationRegistry > "u" ? { register: () => {
}, unregister: () => {
} } : new FinalizationRegistry((ptr) => wasm.__wbg_delivery_free(ptr, 1));
function getArrayU8FromWasm0(ptr, len) {
  return ptr = ptr >>> 0, getUint8ArrayMemory0().subarray(ptr / 1, ptr / 1 + len);
}
function getStringFromWasm0(ptr, len) {
  return decodeText(ptr >>> 0, len);
}
var cachedUint8ArrayMemory0 = null;
function getUint8ArrayMemory0() {
  return (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.buffer !== wasm.memory.buffer) && (cachedUint8ArrayMemory0 = new Uint8Array(wasm.memory.buffer)), cachedUint8ArrayMemory0;
}
function passArray8ToWasm0(arg, malloc) {
  let ptr = malloc(arg.length * 1, 1) >>> 0;
  return getUint8ArrayMemory0().set(arg, ptr / 1), WASM_VECTOR_LEN = arg.length, ptr;
}
var cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: !0, fatal: !0 });
cachedTextDecoder.decode();
var MAX_SAFARI_DECODE_BYTES = 2146435072, numBytesDecoded = 0;
function decodeText(ptr, len) {
  return numBytesDecoded += len, numBytesDecoded >= MAX_SAFARI_DECODE_BYTES && (cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: !0, fatal: !0 }), cachedTextDecoder.decode(), numBytesDecoded = len), cachedTextDecoder.decode(getUint8ArrayMemory0().subarray(ptr, ptr + len));
}
var WASM_VECTOR_LEN = 0, wasmModule, wasmInstance, wasm;
function __wbg_finalize_init(instance, module) {
  return wasmInstance = instance, wasm = instance.exports, wasmModule = module, cachedUint8ArrayMemory0 = null, wasm.__wbindgen_start(), wasm;
}
function initSync(module) {
  module !== void 0 && (Object.getPrototypeOf(module) === Object.prototype ? { module } = module : console.warn("using deprecated parameters for `initSync()`; pass a single object instead"));
  let imports = __wbg_get_imports();
  module instanceof WebAssembly.Module || (module = new WebAssembly.Module(module));
  let instance = new WebAssembly.Instance(module, imports);
  return __wbg_finalize_init(instance, module);
}

// js/core.ts
var CoreLoader = class {
  /** `compile` gives the compiled module; it is called once. */
  constructor(compile) {
    this.compile = compile;
  }
  compile;
  module;
  ready = !1;
  /** The deliveries whose memory is in the present instance. */
  live = /* @__PURE__ */ new Set();
  /** A working core. */
  load() {
    return this.ready || (this.module = this.module || this.compile(), initSync({ module: this.module }), this.ready = !0), this.core;
  }
  /** To be called after a trap: the next use gets a new instance. */
  discard() {
    for (let delivery of this.live)
      delivery.__destroy_into_raw();
    this.live.clear(), this.ready = !1;
  }
  core = {
    parse,
    parseToObjects,
    toCloudEvents,
    verify,
    deliver: (event, settings, deadline, seed, now) => {
      let delivery = new Delivery(event, settings, deadline, seed, now), free = delivery.free;
      return delivery.free = () => {
        this.live.delete(delivery) && free.call(delivery);
      }, this.live.add(delivery), delivery;
    }
  };
};
function isTrap(error) {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

// js/error.ts
var MpsWebhookError = class extends Error {
  /** For programs, such as `invalid_json`. */
  code;
  /** What to do about it. */
  help;
  /** Where in the JSON, or which environment variable. */
  path;
  /** Where in the text, bytes from its start. */
  offset;
  constructor(error) {
    let place = error.offset === void 0 ? "" : ` (at byte ${error.offset})`;
    super(`${error.message}${place}; ${error.help}`), this.name = "MpsWebhookError", this.code = error.code, this.help = error.help, this.path = error.path, this.offset = error.offset;
  }
};

// js/deliver.ts
async function deliver(delivery, platform2) {
  let { now, encode, settings } = platform2, wake = () => {
  }, broken, feed = (give) => {
    if (broken === void 0) {
      try {
        give();
      } catch (error) {
        broken = { error };
      }
      wake();
    }
  }, start = (id, request) => {
    let body = request.method === "GET" ? void 0 : delivery.body(id);
    platform2.send(request, body).then(
      (response) => {
        let headers = encode(JSON.stringify(response.headers));
        feed(() => delivery.onResponse(id, response.status, headers, response.body, now()));
      },
      (error) => {
        feed(() => delivery.onError(id, encode(error.message), now()));
      }
    );
  }, process2 = (id, timeout) => {
    let call = delivery.body(id);
    (platform2.process ? platform2.process(call, timeout) : Promise.resolve("")).then(
      (returned) => {
        feed(() => delivery.onResponse(id, 200, encode("{}"), encode(returned), now()));
      },
      (error) => {
        feed(() => delivery.onError(id, encode(error.message), now()));
      }
    );
  };
  for (; ; ) {
    let poll = JSON.parse(delivery.poll(now()));
    if (poll.log.forEach(platform2.log), poll.done !== void 0)
      return poll.done;
    for (let { id, request } of poll.requests)
      start(id, request);
    for (let { id, timeout } of poll.process || [])
      process2(id, timeout);
    if (poll.refresh_credentials) {
      delivery.onCredentials(settings());
      continue;
    }
    let timer, until = poll.wait_until;
    if (await new Promise((resolve) => {
      wake = resolve, until !== void 0 && (timer = setTimeout(resolve, Math.max(0, until - now())));
    }), clearTimeout(timer), broken !== void 0)
      throw broken.error;
  }
}

// js/process.ts
async function callProcess(process2, call, timeout) {
  let { report, event } = JSON.parse(call), timer, tooLong = new Promise((_, reject) => {
    timeout !== void 0 && (timer = setTimeout(() => reject(new Error(`it took longer than ${timeout} ms`)), timeout));
  });
  try {
    return JSON.stringify(await Promise.race([process2(report, event), tooLong])) || "";
  } catch (error) {
    throw new Error(describe(error));
  } finally {
    clearTimeout(timer);
  }
}
function describe(error) {
  let text = String(error), place = /process\.js:\d+(:\d+)?/.exec(String(Object(error).stack));
  return place === null ? text : `${text} (${place[0]})`;
}

// js/transport/node.ts
import { URL as URL2 } from "node:url";
var MAX_RESPONSE = 16 * 1024 * 1024, protocols = {};
function protocol(name) {
  let known = protocols[name];
  if (known === void 0) {
    let module = name === "http:" ? __require("node:http") : __require("node:https");
    known = { request: module.request, agent: new module.Agent({ keepAlive: !0 }) }, protocols[name] = known;
  }
  return known;
}
var used = /* @__PURE__ */ new WeakSet(), send = (request, body) => {
  let until = Date.now() + request.timeout;
  return attempt(request, body, request.timeout).catch((error) => {
    let left = until - Date.now();
    if (error.wasIdle !== !0 || request.method === "POST" || left <= 0)
      throw error;
    return attempt(request, body, left, !0);
  });
};
function attempt(request, body, timeout, onNewConnection = !1) {
  return new Promise((resolve, reject) => {
    let url = new URL2(request.url), { request: open, agent } = protocol(url.protocol), headers = Object.assign({}, request.headers);
    body !== void 0 && (headers["content-length"] = body.length);
    let wasIdle = !1, outgoing = open({
      protocol: url.protocol,
      hostname: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port,
      path: url.pathname + url.search,
      method: request.method,
      headers,
      agent: onNewConnection ? !1 : agent
    }), timer = setTimeout(
      () => fail(new Error(`timed out after ${request.timeout} ms`)),
      timeout
    ), fail = (error) => {
      clearTimeout(timer), error.wasIdle = wasIdle && /^(ECONNRESET|EPIPE)$/.test(error.code || ""), reject(error), outgoing.abort();
    };
    outgoing.on("socket", (socket) => {
      wasIdle = used.has(socket), used.add(socket);
    }), outgoing.on("error", fail), outgoing.on("response", (incoming) => {
      wasIdle = !1, read(incoming).then((response) => {
        clearTimeout(timer), resolve(response);
      }, fail);
    }), outgoing.end(
      body === void 0 ? void 0 : Buffer.from(body.buffer, body.byteOffset, body.length)
    );
  });
}
function read(incoming) {
  return new Promise((resolve, reject) => {
    let chunks = [], length = 0;
    incoming.on("data", (chunk) => {
      chunks.push(chunk), length += chunk.length, length > MAX_RESPONSE && reject(new Error(`the response is longer than ${MAX_RESPONSE} bytes`));
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

// js/scf.ts
function createScfHandler(loader2, handler = {}, template) {
  if (handler.process !== void 0 && typeof handler.process != "function")
    throw new TypeError("`process` must be a function");
  return (event, context, callback) => {
    let result = invoke(loader2, handler, template, event, context || {});
    return typeof callback == "function" && result.then(
      (done) => callback(null, done),
      (error) => callback(error)
    ), result.catch(() => {
    }), result;
  };
}
var platform = {
  now: Date.now,
  send,
  // Not console.log: SCF makes fields of a line that is pure JSON, and from Node.js 10 on console.log's has a prefix.
  log: (line) => {
    process.stdout.write(`${JSON.stringify(line)}
`);
  },
  encode: (text) => Buffer.from(text, "utf8")
};
async function invoke(loader2, handler, template, event, context) {
  let deadline = Date.now() + timeLeft(context), bytes = platform.encode(JSON.stringify(event) || "null"), own = handler.process, processing = own === void 0 ? {} : { process: (call, timeout) => callProcess(own, Buffer.from(call).toString(), timeout) }, attempt2 = async (quarantine) => {
    let settings = () => platform.encode(
      JSON.stringify({
        template,
        options: handler.options,
        // Read at every invocation, and again when asked to: the role's credentials change under a warm instance.
        env: process.env,
        request_id: context.request_id,
        quarantine,
        process: handler.process !== void 0
      })
    ), seed = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
    try {
      let delivery = loader2.load().deliver(bytes, settings(), deadline, seed, Date.now()), done2 = await deliver(delivery, { ...platform, ...processing, settings });
      return delivery.free(), done2;
    } catch (error) {
      if (!isTrap(error) || (loader2.discard(), quarantine))
        throw error;
      return attempt2(!0);
    }
  }, done = await attempt2(!1);
  if (done.error !== void 0)
    throw new MpsWebhookError(done.error);
  return done;
}
function timeLeft(context) {
  if (typeof context.getRemainingTimeInMillis == "function") {
    let left = context.getRemainingTimeInMillis();
    if (left > 0)
      return left;
  }
  let limit = context.time_limit_in_ms;
  return typeof limit == "number" && limit > 0 ? limit : Number.POSITIVE_INFINITY;
}

// js/index.ts
var loader = new CoreLoader(
  () => new WebAssembly.Module(readFileSync(join(__dirname, "core.std.wasm")))
);
function parse2(event, options = {}) {
  return use((core) => {
    let [bytes, language] = [bytesOf(event), Buffer.from(options.lang || "")];
    return results(
      core.parseToObjects ? core.parseToObjects(bytes, language) : JSON.parse(core.parse(bytes, language))
    );
  });
}
function toCloudEvents2(event, options = {}) {
  return use((core) => {
    let now = (options.now || /* @__PURE__ */ new Date()).getTime(), language = Buffer.from(options.lang || "");
    return results(JSON.parse(core.toCloudEvents(bytesOf(event), language, now)));
  });
}
function verify2(event, notifyKey, options = {}) {
  use((core) => {
    let now = (options.now || /* @__PURE__ */ new Date()).getTime(), refused = core.verify(bytesOf(event), Buffer.from(notifyKey), now);
    if (refused !== "")
      throw new MpsWebhookError(JSON.parse(refused).error);
  });
}
function bytesOf(event) {
  return event instanceof Uint8Array ? event : Buffer.from(typeof event == "string" ? event : JSON.stringify(event) || "null");
}
function use(action) {
  try {
    return action(loader.load());
  } catch (error) {
    throw isTrap(error) && loader.discard(), error;
  }
}
function results(parsed) {
  return parsed.map((result) => {
    if ("error" in result)
      throw new MpsWebhookError(result.error);
    return result;
  });
}
function createHandler(handler = {}) {
  return createScfHandler(loader, handler);
}
export {
  MpsWebhookError,
  createHandler,
  parse2 as parse,
  toCloudEvents2 as toCloudEvents,
  verify2 as verify
};
