"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __defNormalProp = (obj, key, value) => key in obj ? __defProp(obj, key, { enumerable: !0, configurable: !0, writable: !0, value }) : obj[key] = value;
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
var __publicField = (obj, key, value) => __defNormalProp(obj, typeof key != "symbol" ? key + "" : key, value);

// js/scf-template.ts
var scf_template_exports = {};
__export(scf_template_exports, {
  main_handler: () => main_handler
});
module.exports = __toCommonJS(scf_template_exports);

// js/text-decoder.ts
var BufferDecoder = class {
  decode(bytes) {
    return bytes === void 0 ? "" : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  }
};

// js/scf-template.ts
var import_node_fs2 = require("fs"), import_node_path2 = require("path");

// target/core/function/mps_webhook.js
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
    try {
      let retptr = wasm.__wbindgen_add_to_stack_pointer(-16);
      wasm.delivery_body(retptr, this.__wbg_ptr, id);
      var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0), v1 = getArrayU8FromWasm0(r0, r1).slice();
      return wasm.__wbindgen_free(r0, r1 * 1, 1), v1;
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
    }
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
      let retptr = wasm.__wbindgen_add_to_stack_pointer(-16);
      wasm.delivery_poll(retptr, this.__wbg_ptr, now);
      var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0);
      return deferred1_0 = r0, deferred1_1 = r1, getStringFromWasm0(r0, r1);
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16), wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
    }
  }
};
Symbol.dispose && (Delivery.prototype[Symbol.dispose] = Delivery.prototype.free);
function __wbg_get_imports() {
  return {
    __proto__: null,
    "./mps_webhook_bg.js": {
      __proto__: null,
      __wbg___wbindgen_throw_41e9ee4f547fc59a: function(arg0, arg1) {
        throw new Error(getStringFromWasm0(arg0, arg1));
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
var cachedDataViewMemory0 = null;
function getDataViewMemory0() {
  return (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === !0 || cachedDataViewMemory0.buffer.detached === void 0 && cachedDataViewMemory0.buffer !== wasm.memory.buffer) && (cachedDataViewMemory0 = new DataView(wasm.memory.buffer)), cachedDataViewMemory0;
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
var cachedTextDecoder = new BufferDecoder("utf-8", { ignoreBOM: !0, fatal: !0 });
cachedTextDecoder.decode();
var MAX_SAFARI_DECODE_BYTES = 2146435072, numBytesDecoded = 0;
function decodeText(ptr, len) {
  return numBytesDecoded += len, numBytesDecoded >= MAX_SAFARI_DECODE_BYTES && (cachedTextDecoder = new BufferDecoder("utf-8", { ignoreBOM: !0, fatal: !0 }), cachedTextDecoder.decode(), numBytesDecoded = len), cachedTextDecoder.decode(getUint8ArrayMemory0().subarray(ptr, ptr + len));
}
var WASM_VECTOR_LEN = 0, wasmModule, wasmInstance, wasm;
function __wbg_finalize_init(instance, module2) {
  return wasmInstance = instance, wasm = instance.exports, wasmModule = module2, cachedDataViewMemory0 = null, cachedUint8ArrayMemory0 = null, wasm;
}
function initSync(module2) {
  module2 !== void 0 && (Object.getPrototypeOf(module2) === Object.prototype ? { module: module2 } = module2 : console.warn("using deprecated parameters for `initSync()`; pass a single object instead"));
  let imports = __wbg_get_imports();
  module2 instanceof WebAssembly.Module || (module2 = new WebAssembly.Module(module2));
  let instance = new WebAssembly.Instance(module2, imports);
  return __wbg_finalize_init(instance, module2);
}

// js/core.ts
var CoreLoader = class {
  /** `compile` gives the compiled module; it is called once. */
  constructor(compile) {
    __publicField(this, "compile", compile);
    __publicField(this, "module");
    __publicField(this, "ready", !1);
    /** The deliveries whose memory is in the present instance. */
    __publicField(this, "live", /* @__PURE__ */ new Set());
    __publicField(this, "core", {
      parse: void 0,
      parseToObjects: void 0,
      toCloudEvents: void 0,
      verify: void 0,
      deliver: (event, settings, deadline, seed, now) => {
        let delivery = new Delivery(event, settings, deadline, seed, now), free = delivery.free;
        return delivery.free = () => {
          this.live.delete(delivery) && free.call(delivery);
        }, this.live.add(delivery), delivery;
      }
    });
  }
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
};
function isTrap(error) {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

// js/process.ts
var import_node_fs = require("fs"), import_node_path = require("path"), FILE = "process.js";
function loadProcess(folder) {
  let path = (0, import_node_path.join)(folder, FILE);
  if (!(0, import_node_fs.existsSync)(path))
    return;
  let loaded;
  try {
    loaded = require(path);
  } catch (error) {
    return () => {
      throw error;
    };
  }
  let { process: process3, default: byDefault } = Object(loaded);
  return [loaded, process3, byDefault].find((value) => typeof value == "function") || (() => {
    throw new Error("".concat(FILE, " exports no function: it must say `exports.process = …`"));
  });
}
async function callProcess(process3, call, timeout) {
  let { report, event } = JSON.parse(call), timer, tooLong = new Promise((_, reject) => {
    timeout !== void 0 && (timer = setTimeout(() => reject(new Error("it took longer than ".concat(timeout, " ms"))), timeout));
  });
  try {
    return JSON.stringify(await Promise.race([process3(report, event), tooLong])) || "";
  } catch (error) {
    throw new Error(describe(error));
  } finally {
    clearTimeout(timer);
  }
}
function describe(error) {
  let text = String(error), place = /process\.js:\d+(:\d+)?/.exec(String(Object(error).stack));
  return place === null ? text : "".concat(text, " (").concat(place[0], ")");
}

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
  }, process3 = (id, timeout) => {
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
      process3(id, timeout);
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

// js/error.ts
var MpsWebhookError = class extends Error {
  constructor(error) {
    let place = error.offset === void 0 ? "" : " (at byte ".concat(error.offset, ")");
    super("".concat(error.message).concat(place, "; ").concat(error.help));
    /** For programs, such as `invalid_json`. */
    __publicField(this, "code");
    /** What to do about it. */
    __publicField(this, "help");
    /** Where in the JSON, or which environment variable. */
    __publicField(this, "path");
    /** Where in the text, bytes from its start. */
    __publicField(this, "offset");
    this.name = "MpsWebhookError", this.code = error.code, this.help = error.help, this.path = error.path, this.offset = error.offset;
  }
};

// js/transport/node.ts
var import_node_url = require("url"), MAX_RESPONSE = 16 * 1024 * 1024, protocols = {};
function protocol(name) {
  let known = protocols[name];
  if (known === void 0) {
    let module2 = name === "http:" ? require("http") : require("https");
    known = { request: module2.request, agent: new module2.Agent({ keepAlive: !0 }) }, protocols[name] = known;
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
    let url = new import_node_url.URL(request.url), { request: open, agent } = protocol(url.protocol), headers = Object.assign({}, request.headers);
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
      () => fail(new Error("timed out after ".concat(request.timeout, " ms"))),
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
      chunks.push(chunk), length += chunk.length, length > MAX_RESPONSE && reject(new Error("the response is longer than ".concat(MAX_RESPONSE, " bytes")));
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
    process.stdout.write("".concat(JSON.stringify(line), "\n"));
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

// js/scf-template.ts
var loader = new CoreLoader(
  () => new WebAssembly.Module((0, import_node_fs2.readFileSync)((0, import_node_path2.join)(__dirname, "core.wasm")))
);
loader.load();
var process2 = loadProcess(__dirname), main_handler = createScfHandler(loader, process2 && { process: process2 }, "mps-webhook");
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  main_handler
});
