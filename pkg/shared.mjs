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

// target/core/v1/mps_webhook.js
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
   * Takes it that what was asked for is done, without its being done.
   * @param {number} id
   * @param {number} now
   */
  assumeDone(id, now) {
    wasm.delivery_assumeDone(this.__wbg_ptr, id, now);
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
   * Takes an event; `settings` is the JSON of `{template, options, env, request_id, quarantine, process, http}`. `http`:
   * the event is the body of a request over HTTP.
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
var Reading = class {
  __destroy_into_raw() {
    let ptr = this.__wbg_ptr;
    return this.__wbg_ptr = 0, ReadingFinalization.unregister(this), ptr;
  }
  free() {
    let ptr = this.__destroy_into_raw();
    wasm.__wbg_reading_free(ptr, 0);
  }
  /**
   * `settings` as for a [`Delivery`]; `wanted` is the JSON of `{object}`, a key, or of `{prefix, after}`.
   * @param {Uint8Array} settings
   * @param {Uint8Array} wanted
   * @param {number} deadline
   * @param {number} seed
   */
  constructor(settings, wanted, deadline, seed) {
    let ptr0 = passArray8ToWasm0(settings, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(wanted, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN, ret = wasm.reading_new(ptr0, len0, ptr1, len1, deadline, seed);
    return this.__wbg_ptr = ret, ReadingFinalization.register(this, this.__wbg_ptr, this), this;
  }
  /**
   * Takes the news that no response came; `reason` is text in UTF-8.
   * @param {Uint8Array} reason
   * @param {number} now
   */
  onError(reason, now) {
    let ptr0 = passArray8ToWasm0(reason, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN;
    wasm.reading_onError(this.__wbg_ptr, ptr0, len0, now);
  }
  /**
   * Takes a response; `headers` is the JSON of an object of strings.
   * @param {number} status
   * @param {Uint8Array} headers
   * @param {Uint8Array} body
   * @param {number} now
   */
  onResponse(status, headers, body, now) {
    let ptr0 = passArray8ToWasm0(headers, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(body, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN;
    wasm.reading_onResponse(this.__wbg_ptr, status, ptr0, len0, ptr1, len1, now);
  }
  /**
   * What to do now, or what was read, as JSON text.
   * @param {number} now
   * @returns {string}
   */
  poll(now) {
    let deferred1_0, deferred1_1;
    try {
      let retptr = wasm.__wbindgen_add_to_stack_pointer(-16);
      wasm.reading_poll(retptr, this.__wbg_ptr, now);
      var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0);
      return deferred1_0 = r0, deferred1_1 = r1, getStringFromWasm0(r0, r1);
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16), wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
    }
  }
};
Symbol.dispose && (Reading.prototype[Symbol.dispose] = Reading.prototype.free);
function apiRequest(call, body, now) {
  let deferred3_0, deferred3_1;
  try {
    let retptr = wasm.__wbindgen_add_to_stack_pointer(-16), ptr0 = passArray8ToWasm0(call, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(body, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN;
    wasm.apiRequest(retptr, ptr0, len0, ptr1, len1, now);
    var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0);
    return deferred3_0 = r0, deferred3_1 = r1, getStringFromWasm0(r0, r1);
  } finally {
    wasm.__wbindgen_add_to_stack_pointer(16), wasm.__wbindgen_free(deferred3_0, deferred3_1, 1);
  }
}
function parse(event, language) {
  let deferred3_0, deferred3_1;
  try {
    let retptr = wasm.__wbindgen_add_to_stack_pointer(-16), ptr0 = passArray8ToWasm0(event, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(language, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN;
    wasm.parse(retptr, ptr0, len0, ptr1, len1);
    var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0);
    return deferred3_0 = r0, deferred3_1 = r1, getStringFromWasm0(r0, r1);
  } finally {
    wasm.__wbindgen_add_to_stack_pointer(16), wasm.__wbindgen_free(deferred3_0, deferred3_1, 1);
  }
}
function probe(settings, now) {
  let deferred2_0, deferred2_1;
  try {
    let retptr = wasm.__wbindgen_add_to_stack_pointer(-16), ptr0 = passArray8ToWasm0(settings, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN;
    wasm.probe(retptr, ptr0, len0, now);
    var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0);
    return deferred2_0 = r0, deferred2_1 = r1, getStringFromWasm0(r0, r1);
  } finally {
    wasm.__wbindgen_add_to_stack_pointer(16), wasm.__wbindgen_free(deferred2_0, deferred2_1, 1);
  }
}
function render(event, format, language) {
  let deferred4_0, deferred4_1;
  try {
    let retptr = wasm.__wbindgen_add_to_stack_pointer(-16), ptr0 = passArray8ToWasm0(event, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(format, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN, ptr2 = passArray8ToWasm0(language, wasm.__wbindgen_malloc), len2 = WASM_VECTOR_LEN;
    wasm.render(retptr, ptr0, len0, ptr1, len1, ptr2, len2);
    var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0);
    return deferred4_0 = r0, deferred4_1 = r1, getStringFromWasm0(r0, r1);
  } finally {
    wasm.__wbindgen_add_to_stack_pointer(16), wasm.__wbindgen_free(deferred4_0, deferred4_1, 1);
  }
}
function toCloudEvents(event, language, now) {
  let deferred3_0, deferred3_1;
  try {
    let retptr = wasm.__wbindgen_add_to_stack_pointer(-16), ptr0 = passArray8ToWasm0(event, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(language, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN;
    wasm.toCloudEvents(retptr, ptr0, len0, ptr1, len1, now);
    var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0);
    return deferred3_0 = r0, deferred3_1 = r1, getStringFromWasm0(r0, r1);
  } finally {
    wasm.__wbindgen_add_to_stack_pointer(16), wasm.__wbindgen_free(deferred3_0, deferred3_1, 1);
  }
}
function verify(event, notify_key, now) {
  let deferred3_0, deferred3_1;
  try {
    let retptr = wasm.__wbindgen_add_to_stack_pointer(-16), ptr0 = passArray8ToWasm0(event, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(notify_key, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN;
    wasm.verify(retptr, ptr0, len0, ptr1, len1, now);
    var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0);
    return deferred3_0 = r0, deferred3_1 = r1, getStringFromWasm0(r0, r1);
  } finally {
    wasm.__wbindgen_add_to_stack_pointer(16), wasm.__wbindgen_free(deferred3_0, deferred3_1, 1);
  }
}
var parts = void 0;
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
} } : new FinalizationRegistry((ptr) => wasm.__wbg_delivery_free(ptr, 1)), ReadingFinalization = typeof FinalizationRegistry > "u" ? { register: () => {
}, unregister: () => {
} } : new FinalizationRegistry((ptr) => wasm.__wbg_reading_free(ptr, 1));
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
var cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: !0, fatal: !0 });
cachedTextDecoder.decode();
var MAX_SAFARI_DECODE_BYTES = 2146435072, numBytesDecoded = 0;
function decodeText(ptr, len) {
  return numBytesDecoded += len, numBytesDecoded >= MAX_SAFARI_DECODE_BYTES && (cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: !0, fatal: !0 }), cachedTextDecoder.decode(), numBytesDecoded = len), cachedTextDecoder.decode(getUint8ArrayMemory0().subarray(ptr, ptr + len));
}
var WASM_VECTOR_LEN = 0, wasmModule, wasmInstance, wasm;
function __wbg_finalize_init(instance, module) {
  return wasmInstance = instance, wasm = instance.exports, wasmModule = module, cachedDataViewMemory0 = null, cachedUint8ArrayMemory0 = null, wasm;
}
async function __wbg_load(module, imports) {
  if (typeof Response == "function" && module instanceof Response) {
    if (!module.ok)
      throw new Error(`failed to fetch Wasm: ${module.status} ${module.statusText} fetching '${module.url}'`);
    if (typeof WebAssembly.instantiateStreaming == "function")
      try {
        return await WebAssembly.instantiateStreaming(module, imports);
      } catch (e) {
        if (expectedResponseType(module.type) && module.headers.get("Content-Type") !== "application/wasm")
          console.warn("`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\n", e);
        else
          throw e;
      }
    let bytes = await module.arrayBuffer();
    return await WebAssembly.instantiate(bytes, imports);
  } else {
    let instance = await WebAssembly.instantiate(module, imports);
    return instance instanceof WebAssembly.Instance ? { instance, module } : instance;
  }
  function expectedResponseType(type) {
    switch (type) {
      case "basic":
      case "cors":
      case "default":
        return !0;
    }
    return !1;
  }
}
function initSync(module) {
  module !== void 0 && (Object.getPrototypeOf(module) === Object.prototype ? { module } = module : console.warn("using deprecated parameters for `initSync()`; pass a single object instead"));
  let imports = __wbg_get_imports();
  module instanceof WebAssembly.Module || (module = new WebAssembly.Module(module));
  let instance = new WebAssembly.Instance(module, imports);
  return __wbg_finalize_init(instance, module);
}
async function __wbg_init(module_or_path) {
  module_or_path !== void 0 && (Object.getPrototypeOf(module_or_path) === Object.prototype ? { module_or_path } = module_or_path : console.warn("using deprecated parameters for the initialization function; pass a single object instead")), module_or_path === void 0 && (module_or_path = new URL("mps_webhook_bg.wasm", ""));
  let imports = __wbg_get_imports();
  (typeof module_or_path == "string" || typeof Request == "function" && module_or_path instanceof Request || typeof URL == "function" && module_or_path instanceof URL) && (module_or_path = fetch(module_or_path));
  let { instance, module } = await __wbg_load(await module_or_path, imports);
  return __wbg_finalize_init(instance, module);
}

// js/core.ts
var CoreLoader = class {
  /**
   * `compile` gives the compiled module, which has the number 0, or a part of it; it is called once for each. Only the
   * cores of functions have parts.
   */
  constructor(compile2) {
    this.compile = compile2;
  }
  compile;
  /** The compiled module, and behind it those of its parts, at their number. */
  modules = [];
  ready = !1;
  /** The deliveries whose memory is in the present instance. */
  live = /* @__PURE__ */ new Set();
  /** A working core. */
  load() {
    return this.ready || (parts !== void 0 && (parts.compile = (part) => this.partOf(part)), initSync({ module: this.compiled(0) }), this.ready = !0), this.core;
  }
  /** Whether the core that is loaded has parts beside it. */
  get hasParts() {
    return parts?.areThere === !0;
  }
  /** Gives a working core to `action`; after a trap, which is thrown on, the next use gets a new instance. */
  use(action) {
    try {
      return action(this.load());
    } catch (error) {
      throw isTrap(error) && this.discard(), error;
    }
  }
  compiled(part) {
    let module = this.modules[part] || this.compile(part);
    return this.modules[part] = module, module;
  }
  /** As the core gets it. An instance whose call was not finished is as unusable as after a trap. */
  partOf(part) {
    try {
      return this.compiled(part);
    } catch (error) {
      throw new WebAssembly.RuntimeError(
        `a part of the core cannot be loaded: ${error.message}`
      );
    }
  }
  /** Takes a compiled module and lets `instantiate` give it its instance, unless there is one already. */
  async adopt(module, instantiate) {
    this.ready || (this.modules[0] = module, await instantiate(), this.ready = !0);
  }
  /** To be called after a trap: the next use gets a new instance. */
  discard() {
    for (let delivery of this.live)
      delivery.__destroy_into_raw();
    this.live.clear(), this.ready = !1;
  }
  core = {
    parse,
    parseToObjects: void 0,
    toCloudEvents,
    render,
    verify,
    probe,
    apiRequest,
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

// js/loader.ts
var from = {
  compile: () => {
    throw notReady("the core is not loaded");
  }
}, loader = new CoreLoader(() => {
  if ("compile" in from)
    return from.compile();
  throw notReady("the core is not loaded yet");
});
function provide(origin2) {
  from = origin2;
}
function origin() {
  return from;
}
function notReady(message) {
  return new MpsWebhookError({
    code: "not_ready",
    message,
    help: "call `await init()` first, in case of need with the place of `mps-webhook/core.wasm`"
  });
}

// js/utf8.ts
var hasBuffer = typeof Buffer < "u";
function encode(text) {
  return hasBuffer ? Buffer.from(text, "utf8") : new TextEncoder().encode(text);
}
function decode(bytes) {
  return hasBuffer ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8") : new TextDecoder("utf-8", { ignoreBOM: !0 }).decode(bytes);
}

// js/rehearsal.ts
function rehearse(core, event, settings, now) {
  let delivery = core.deliver(event, encode(JSON.stringify(settings)), 1 / 0, 0, now), [requests, log] = [[], []];
  for (; ; ) {
    let poll = JSON.parse(delivery.poll(now));
    if (log.push(...poll.log), poll.done !== void 0)
      return delivery.free(), { requests, done: poll.done, log };
    if (poll.requests.length === 0)
      throw new Error("the core waits for something that a rehearsal does not have");
    for (let { id, request } of poll.requests)
      requests.push({ request, body: delivery.body(id) }), delivery.assumeDone(id, now);
  }
}

// js/plan.ts
var ROLE = { TENCENTCLOUD_SECRETID: "planned", TENCENTCLOUD_SECRETKEY: "planned" };
function planDelivery(core, event, options) {
  let { template, options: wanted, http } = options, settings = { template, options: wanted, http, env: { ...ROLE, ...options.env } }, now = (options.now || /* @__PURE__ */ new Date()).getTime(), { requests, done, log } = rehearse(core, event, settings, now);
  return {
    requests: requests.map(({ request: { method, url, headers }, body }) => ({
      method,
      url,
      headers,
      body: decode(body)
    })),
    done,
    log
  };
}

// js/api.ts
function parse2(event, options = {}) {
  return loader.use((core) => {
    let [bytes, language] = [bytesOf(event), encode(options.lang || "")];
    return results(
      core.parseToObjects ? core.parseToObjects(bytes, language) : JSON.parse(core.parse(bytes, language))
    );
  });
}
function safeParse(event, options = {}) {
  try {
    return { ok: !0, reports: parse2(event, options) };
  } catch (error) {
    if (!(error instanceof MpsWebhookError) || error.code === "not_ready")
      throw error;
    return { ok: !1, error, raw: decode(bytesOf(event)) };
  }
}
function toCloudEvents2(event, options = {}) {
  return loader.use((core) => {
    let language = encode(options.lang || "");
    return results(JSON.parse(core.toCloudEvents(bytesOf(event), language, time(options.now))));
  });
}
function verify2(event, notifyKey, options = {}) {
  loader.use((core) => {
    let refused = core.verify(bytesOf(event), encode(notifyKey), time(options.now));
    if (refused !== "")
      throw new MpsWebhookError(JSON.parse(refused).error);
  });
}
function render2(event, format = "text", options = {}) {
  return loader.use((core) => {
    let language = encode(options.lang || ""), json = core.render ? core.render(bytesOf(event), encode(format), language) : "";
    if (json === "")
      throw new TypeError(`there is no format ${JSON.stringify(format)}`);
    return results(JSON.parse(json)).map(({ text }) => text);
  });
}
function plan(event, options = {}) {
  return loader.use((core) => planDelivery(core, bytesOf(event), options));
}
function bytesOf(event) {
  return event instanceof Uint8Array ? event : encode(typeof event == "string" ? event : JSON.stringify(event) || "null");
}
function time(date) {
  return (date || /* @__PURE__ */ new Date()).getTime();
}
function results(parsed) {
  return parsed.map((result) => {
    if ("error" in result)
      throw new MpsWebhookError(result.error);
    return result;
  });
}

// js/deliver.ts
async function deliver(delivery, platform) {
  let { now, encode: encode2, settings } = platform, wake = () => {
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
    platform.send(request, body).then(
      (response) => {
        let headers = encode2(JSON.stringify(response.headers));
        feed(() => delivery.onResponse(id, response.status, headers, response.body, now()));
      },
      (error) => {
        feed(() => delivery.onError(id, encode2(error.message), now()));
      }
    );
  }, process = (id, timeout) => {
    let call = delivery.body(id);
    (platform.process ? platform.process(call, timeout) : Promise.resolve("")).then(
      (returned) => {
        feed(() => delivery.onResponse(id, 200, encode2("{}"), encode2(returned), now()));
      },
      (error) => {
        feed(() => delivery.onError(id, encode2(error.message), now()));
      }
    );
  };
  for (; ; ) {
    let poll = JSON.parse(delivery.poll(now()));
    if (poll.log.forEach(platform.log), poll.done !== void 0)
      return poll.done;
    for (let { id, request } of poll.requests)
      start(id, request);
    for (let { id, timeout } of poll.process || [])
      process(id, timeout);
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

// js/init.ts
var initialized;
function init(source) {
  return initialized = initialized || load(source).catch((error) => {
    throw initialized = void 0, error;
  }), initialized;
}
async function load(source) {
  let from2 = origin();
  if (source === void 0 && "compile" in from2) {
    loader.load();
    return;
  }
  let module = await compile(
    source === void 0 && "locate" in from2 ? from2.locate() : await source
  );
  await loader.adopt(module, () => __wbg_init({ module_or_path: module }));
}
async function compile(source) {
  if (source instanceof WebAssembly.Module)
    return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source))
    return WebAssembly.compile(source);
  let response = isResponse(source) ? source : await fetch(source);
  if (!response.ok)
    throw notReady(`the core could not be fetched: status ${response.status}`);
  let isNamed = /^application\/wasm\b/.test(response.headers.get("content-type") || "");
  return WebAssembly.compileStreaming !== void 0 && isNamed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
function isResponse(source) {
  return typeof source == "object" && "arrayBuffer" in source && "headers" in source;
}

// js/process.ts
async function callProcess(process, call, timeout) {
  let { report, event } = JSON.parse(call), timer, tooLong = new Promise((_, reject) => {
    timeout !== void 0 && (timer = setTimeout(() => reject(new Error(`it took longer than ${timeout} ms`)), timeout));
  });
  try {
    return JSON.stringify(await Promise.race([process(report, event), tooLong])) || "";
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

// js/invocation.ts
async function invoke(loader2, platform, invocation) {
  let own = invocation.process, processing = own === void 0 ? {} : { process: (call, timeout) => callProcess(own, decode(call), timeout) }, attempt = async (quarantine) => {
    let settings = () => encode(JSON.stringify({ ...invocation.settings(), quarantine, process: own !== void 0 })), seed = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
    try {
      let { event, deadline } = invocation, delivery = loader2.load().deliver(event, settings(), deadline, seed, platform.now()), done = await deliver(delivery, { ...platform, ...processing, encode, settings });
      return delivery.free(), done;
    } catch (error) {
      if (!isTrap(error) || (loader2.discard(), quarantine))
        throw error;
      return attempt(!0);
    }
  };
  return attempt(!1);
}
export {
  CoreLoader,
  MpsWebhookError,
  decode,
  deliver,
  encode,
  init,
  invoke,
  isTrap,
  loader,
  parse2 as parse,
  plan,
  provide,
  render2 as render,
  safeParse,
  toCloudEvents2 as toCloudEvents,
  verify2 as verify
};
