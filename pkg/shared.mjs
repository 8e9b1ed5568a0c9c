// js/core/error.ts
var MpsWebhookError = class extends Error {
  /** For programs. */
  code;
  /** What to do about it; `message` ends with it. */
  help;
  /** Where in the JSON, or which environment variable. */
  path;
  /** Where in the whole event, bytes from its start; absent if that is not known. */
  offset;
  /** Where in the text inside an envelope, bytes from that text's start; absent if the fault is in no envelope. */
  inner_offset;
  constructor(error) {
    super(`${error.message}${place(error)}; ${error.help}`), this.name = "MpsWebhookError", this.code = error.code, this.help = error.help, this.path = error.path, this.offset = error.offset, this.inner_offset = error.inner_offset;
  }
  /** With the message, which JSON.stringify leaves out of other errors. */
  toJSON() {
    let { name, code, message, help, path, offset, inner_offset } = this;
    return { name, code, message, help, path, offset, inner_offset };
  }
};
function place({ offset, inner_offset: inner }) {
  let places = [];
  return offset !== void 0 && places.push(`at byte ${offset}`), inner !== void 0 && places.push(`at byte ${inner} of the text in its envelope`), places.length === 0 ? "" : ` (${places.join(", ")})`;
}

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
   * How many bytes the body of a request has.
   * @param {number} id
   * @returns {number}
   */
  bodyLength(id) {
    return wasm.delivery_bodyLength(this.__wbg_ptr, id) >>> 0;
  }
  /**
   * Copies the bytes from `start` to `end` of the body of a request into `target`, which has as many. A batch of logs may be so long
   * that there is no room for another copy of it.
   * @param {number} id
   * @param {number} start
   * @param {number} end
   * @param {any} target
   */
  body(id, start, end, target) {
    try {
      wasm.delivery_body(this.__wbg_ptr, id, start, end, addBorrowedObject(target));
    } finally {
      heap[stack_pointer++] = void 0;
    }
  }
  /**
   * Takes an event; `settings` is the JSON of `{template, options, env, lang, request_id, mode, process, http, reconciled, remembers}`. `mode`:
   * the id of a [`Mode`](mps_webhook::Mode). `http`: the event is the body of a request over HTTP. `reconciled`: whether the watch
   * fetched it; every delivery of a round says so, and no other. `remembers`: deliveries of this instance count the messages to a bot
   * together; not for a dry run.
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
   * `settings` as for a [`Delivery`]; `wanted` is JSON of `{object}` or `{prefix, after}`. `object` is a key.
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
var Watch = class {
  __destroy_into_raw() {
    let ptr = this.__wbg_ptr;
    return this.__wbg_ptr = 0, WatchFinalization.unregister(this), ptr;
  }
  free() {
    let ptr = this.__destroy_into_raw();
    wasm.__wbg_watch_free(ptr, 0);
  }
  /**
   * The body of a request.
   * @param {number} id
   * @returns {Uint8Array}
   */
  body(id) {
    try {
      let retptr = wasm.__wbindgen_add_to_stack_pointer(-16);
      wasm.watch_body(retptr, this.__wbg_ptr, id);
      var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0), v1 = getArrayU8FromWasm0(r0, r1).slice();
      return wasm.__wbindgen_free(r0, r1 * 1, 1), v1;
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * An event to deliver.
   * @param {number} id
   * @returns {Uint8Array}
   */
  event(id) {
    try {
      let retptr = wasm.__wbindgen_add_to_stack_pointer(-16);
      wasm.watch_event(retptr, this.__wbg_ptr, id);
      var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0), v1 = getArrayU8FromWasm0(r0, r1).slice();
      return wasm.__wbindgen_free(r0, r1 * 1, 1), v1;
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * `settings` as for a [`Delivery`], with `watch`: the JSON of `{back, grace, delivers, has_cursor}`, times in ms. Without `grace` it
   * is the default.
   * @param {Uint8Array} settings
   * @param {number} deadline
   * @param {number} seed
   * @param {number} now
   */
  constructor(settings, deadline, seed, now) {
    let ptr0 = passArray8ToWasm0(settings, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ret = wasm.watch_new(ptr0, len0, deadline, seed, now);
    return this.__wbg_ptr = ret, WatchFinalization.register(this, this.__wbg_ptr, this), this;
  }
  /**
   * Takes how a delivery ended: the JSON of its [`Done`](mps_webhook::Done), or of `{error: {message}}`.
   * @param {number} id
   * @param {Uint8Array} done
   * @param {number} now
   */
  onDelivered(id, done, now) {
    let ptr0 = passArray8ToWasm0(done, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN;
    wasm.watch_onDelivered(this.__wbg_ptr, id, ptr0, len0, now);
  }
  /**
   * Takes the news that no response came; `reason` is text in UTF-8.
   * @param {number} id
   * @param {Uint8Array} reason
   * @param {number} now
   */
  onError(id, reason, now) {
    let ptr0 = passArray8ToWasm0(reason, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN;
    wasm.watch_onError(this.__wbg_ptr, id, ptr0, len0, now);
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
    wasm.watch_onResponse(this.__wbg_ptr, id, status, ptr0, len0, ptr1, len1, now);
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
      wasm.watch_poll(retptr, this.__wbg_ptr, now);
      var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0);
      return deferred1_0 = r0, deferred1_1 = r1, getStringFromWasm0(r0, r1);
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16), wasm.__wbindgen_free(deferred1_0, deferred1_1, 1);
    }
  }
};
Symbol.dispose && (Watch.prototype[Symbol.dispose] = Watch.prototype.free);
function apiErrorAdvice(code) {
  let deferred2_0, deferred2_1;
  try {
    let retptr = wasm.__wbindgen_add_to_stack_pointer(-16), ptr0 = passArray8ToWasm0(code, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN;
    wasm.apiErrorAdvice(retptr, ptr0, len0);
    var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0);
    return deferred2_0 = r0, deferred2_1 = r1, getStringFromWasm0(r0, r1);
  } finally {
    wasm.__wbindgen_add_to_stack_pointer(16), wasm.__wbindgen_free(deferred2_0, deferred2_1, 1);
  }
}
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
function diagnose(probe2, status, headers, body, now) {
  let deferred4_0, deferred4_1;
  try {
    let retptr = wasm.__wbindgen_add_to_stack_pointer(-16), ptr0 = passArray8ToWasm0(probe2, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(headers, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN, ptr2 = passArray8ToWasm0(body, wasm.__wbindgen_malloc), len2 = WASM_VECTOR_LEN;
    wasm.diagnose(retptr, ptr0, len0, status, ptr1, len1, ptr2, len2, now);
    var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0);
    return deferred4_0 = r0, deferred4_1 = r1, getStringFromWasm0(r0, r1);
  } finally {
    wasm.__wbindgen_add_to_stack_pointer(16), wasm.__wbindgen_free(deferred4_0, deferred4_1, 1);
  }
}
function holdsBack(settings) {
  let ptr0 = passArray8ToWasm0(settings, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN;
  return wasm.holdsBack(ptr0, len0) !== 0;
}
function holdsNotification(event) {
  let ptr0 = passArray8ToWasm0(event, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN;
  return wasm.holdsNotification(ptr0, len0) !== 0;
}
function kindNames(language) {
  let deferred2_0, deferred2_1;
  try {
    let retptr = wasm.__wbindgen_add_to_stack_pointer(-16), ptr0 = passArray8ToWasm0(language, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN;
    wasm.kindNames(retptr, ptr0, len0);
    var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0);
    return deferred2_0 = r0, deferred2_1 = r1, getStringFromWasm0(r0, r1);
  } finally {
    wasm.__wbindgen_add_to_stack_pointer(16), wasm.__wbindgen_free(deferred2_0, deferred2_1, 1);
  }
}
function namesEvent(text) {
  let ptr0 = passArray8ToWasm0(text, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN;
  return wasm.namesEvent(ptr0, len0) !== 0;
}
function nextSteps(task, language) {
  let deferred3_0, deferred3_1;
  try {
    let retptr = wasm.__wbindgen_add_to_stack_pointer(-16), ptr0 = passArray8ToWasm0(task, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(language, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN;
    wasm.nextSteps(retptr, ptr0, len0, ptr1, len1);
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
function parseInParts(event, language, parts) {
  try {
    let ptr0 = passArray8ToWasm0(event, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(language, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN;
    wasm.parseInParts(ptr0, len0, ptr1, len1, addBorrowedObject(parts));
  } finally {
    heap[stack_pointer++] = void 0;
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
function redact(event) {
  let deferred2_0, deferred2_1;
  try {
    let retptr = wasm.__wbindgen_add_to_stack_pointer(-16), ptr0 = passArray8ToWasm0(event, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN;
    wasm.redact(retptr, ptr0, len0);
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
function shownMessage(target, body) {
  let deferred3_0, deferred3_1;
  try {
    let retptr = wasm.__wbindgen_add_to_stack_pointer(-16), ptr0 = passArray8ToWasm0(target, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(body, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN;
    wasm.shownMessage(retptr, ptr0, len0, ptr1, len1);
    var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0);
    return deferred3_0 = r0, deferred3_1 = r1, getStringFromWasm0(r0, r1);
  } finally {
    wasm.__wbindgen_add_to_stack_pointer(16), wasm.__wbindgen_free(deferred3_0, deferred3_1, 1);
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
function watchSentence(summary, language) {
  let deferred3_0, deferred3_1;
  try {
    let retptr = wasm.__wbindgen_add_to_stack_pointer(-16), ptr0 = passArray8ToWasm0(summary, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN, ptr1 = passArray8ToWasm0(language, wasm.__wbindgen_malloc), len1 = WASM_VECTOR_LEN;
    wasm.watchSentence(retptr, ptr0, len0, ptr1, len1);
    var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0);
    return deferred3_0 = r0, deferred3_1 = r1, getStringFromWasm0(r0, r1);
  } finally {
    wasm.__wbindgen_add_to_stack_pointer(16), wasm.__wbindgen_free(deferred3_0, deferred3_1, 1);
  }
}
function watchTimes(wanted, now) {
  let deferred2_0, deferred2_1;
  try {
    let retptr = wasm.__wbindgen_add_to_stack_pointer(-16), ptr0 = passArray8ToWasm0(wanted, wasm.__wbindgen_malloc), len0 = WASM_VECTOR_LEN;
    wasm.watchTimes(retptr, ptr0, len0, now);
    var r0 = getDataViewMemory0().getInt32(retptr + 0, !0), r1 = getDataViewMemory0().getInt32(retptr + 4, !0);
    return deferred2_0 = r0, deferred2_1 = r1, getStringFromWasm0(r0, r1);
  } finally {
    wasm.__wbindgen_add_to_stack_pointer(16), wasm.__wbindgen_free(deferred2_0, deferred2_1, 1);
  }
}
function __wbg_get_imports() {
  return {
    __proto__: null,
    "./mps_webhook_bg.js": {
      __proto__: null,
      __wbg___wbindgen_throw_41e9ee4f547fc59a: function(arg0, arg1) {
        throw new Error(getStringFromWasm0(arg0, arg1));
      },
      __wbg_push_7685e0240d1a83cb: function(arg0, arg1, arg2) {
        getObject(arg0).push(getStringFromWasm0(arg1, arg2));
      },
      __wbg_set_1664efaad5fc0bc0: function(arg0, arg1, arg2) {
        getObject(arg0).set(getArrayU8FromWasm0(arg1, arg2));
      }
    }
  };
}
var DeliveryFinalization = typeof FinalizationRegistry > "u" ? { register: () => {
}, unregister: () => {
} } : new FinalizationRegistry((ptr) => wasm.__wbg_delivery_free(ptr, 1)), ReadingFinalization = typeof FinalizationRegistry > "u" ? { register: () => {
}, unregister: () => {
} } : new FinalizationRegistry((ptr) => wasm.__wbg_reading_free(ptr, 1)), WatchFinalization = typeof FinalizationRegistry > "u" ? { register: () => {
}, unregister: () => {
} } : new FinalizationRegistry((ptr) => wasm.__wbg_watch_free(ptr, 1));
function addBorrowedObject(obj) {
  if (stack_pointer == 1) throw new Error("out of js stack");
  return heap[--stack_pointer] = obj, stack_pointer;
}
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
function getObject(idx) {
  return heap[idx];
}
var heap = new Array(1024).fill(void 0);
heap.push(void 0, null, !0, !1);
function passArray8ToWasm0(arg, malloc) {
  let ptr = malloc(arg.length * 1, 1) >>> 0;
  return getUint8ArrayMemory0().set(arg, ptr / 1), WASM_VECTOR_LEN = arg.length, ptr;
}
var stack_pointer = 1024, cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: !0, fatal: !0 });
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
  Object.prototype.toString.call(module) !== "[object WebAssembly.Module]" && (module = new WebAssembly.Module(module));
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

// js/core/trap.ts
function isTrap(error) {
  let { RuntimeError } = typeof WebAssembly > "u" ? {} : WebAssembly;
  return RuntimeError && error instanceof RuntimeError || error instanceof RangeError;
}
var InstanceLost = class extends Error {
  constructor() {
    super("the core trapped in something else");
  }
};

// js/core/instance.ts
var CoreLoader = class {
  /** `compile` gives the compiled module; it is called once. */
  constructor(compile2) {
    this.compile = compile2;
  }
  compile;
  module;
  ready = !1;
  /** What has its memory in the present instance. */
  live = /* @__PURE__ */ new Set();
  /** A working core. */
  load() {
    if (!this.ready) {
      if (typeof WebAssembly > "u")
        throw new MpsWebhookError({
          code: "wrong_platform",
          message: "this JavaScript engine has no WebAssembly",
          help: "start it without flags that turn WebAssembly off, such as --jitless of Node.js"
        });
      this.module = this.module || this.compile(), initSync({ module: this.module }), this.ready = !0;
    }
    return this.core;
  }
  /** Gives a working core to `action`; after a trap, which is thrown on, the next use gets a new instance. */
  use(action) {
    try {
      return action(this.load());
    } catch (error) {
      throw isTrap(error) && this.discard(), error;
    }
  }
  /** Takes a compiled module and lets `instantiate` give it its instance, unless there is one already. */
  async adopt(module, instantiate) {
    this.ready || (this.module = module, await instantiate(), this.ready = !0);
  }
  /** To be called after a trap: the next use gets a new instance. Handles of the old one are notified that they are lost. */
  discard() {
    let lost = Array.from(this.live);
    this.live.clear(), this.ready = !1;
    for (let handle of lost)
      handle.__destroy_into_raw(), handle.onLost?.();
  }
  /** Keeps account of what lives in the present instance. Freed later than that, it frees nothing. */
  track(handle) {
    let free = handle.free;
    return handle.free = () => {
      this.live.delete(handle) && free.call(handle);
    }, this.live.add(handle), handle;
  }
  core = {
    parse,
    parseInParts,
    toCloudEvents,
    render,
    redact,
    verify,
    probe,
    diagnose,
    shownMessage,
    holdsBack,
    namesEvent,
    holdsNotification,
    kindNames,
    nextSteps,
    apiErrorAdvice,
    apiRequest,
    watchTimes,
    watchSentence,
    deliver: (event, settings, deadline, seed, now) => this.track(new Delivery(event, settings, deadline, seed, now)),
    read: (settings, wanted, deadline, seed) => this.track(new Reading(settings, wanted, deadline, seed)),
    watch: (settings, deadline, seed, now) => this.track(new Watch(settings, deadline, seed, now))
  };
};

// js/core/loader.ts
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

// js/core/utf8.ts
var hasBuffer = typeof Buffer < "u";
function encode(text) {
  return hasBuffer ? Buffer.from(text, "utf8") : new TextEncoder().encode(text);
}
function decode(bytes) {
  return hasBuffer ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8") : new TextDecoder("utf-8", { ignoreBOM: !0 }).decode(bytes);
}
var LONE = /(?:^|[^\ud800-\udbff])[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])/, TOKENS = /\\(?:[\ud800-\udbff][\udc00-\udfff]|[\s\S])|[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g;
function escapeLoneSurrogates(json) {
  if (!LONE.test(json))
    return json;
  let escaped = "", start = 0;
  for (; start < json.length; ) {
    let end = start + PART;
    for (; end < json.length && isInside(json.charCodeAt(end - 1), json.charCodeAt(end)); )
      end++;
    escaped += json.slice(start, end).replace(
      TOKENS,
      (token) => token.length === 1 ? `\\u${token.charCodeAt(0).toString(16)}` : token
    ), start = end;
  }
  return escaped;
}
var PART = 16384, BACKSLASH = 92;
function isInside(before, after) {
  return before === BACKSLASH || before >= 55296 && before <= 56319 && after >= 56320 && after <= 57343;
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
function stackOf(thrown) {
  return seen(() => String(Object(thrown).stack), "");
}
function seen(look, otherwise = UNSEEN) {
  try {
    return look();
  } catch {
    return otherwise;
  }
}

// js/input/arguments.ts
function invalidArgument(name, expected) {
  return new MpsWebhookError({
    code: "invalid_argument",
    message: `\`${name}\` ${expected}`,
    help: "call it as its types and the documentation say"
  });
}
function notA(name, expected, value) {
  return invalidArgument(name, `must be ${expected}, and is ${describe(value)}`);
}
var AN_EVENT = "an object, JSON text or bytes";
function eventBytes(event, name = "event") {
  return typeof event == "string" ? encode(escapeLoneSurrogates(event)) : bytesOf(event, name) || encode(jsonOf(event, name, AN_EVENT));
}
function bytesOf(value, name) {
  let view = viewOf(value);
  if (view !== void 0)
    try {
      let bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength), { resizable } = view.buffer;
      return resizable || isSharedBuffer(view.buffer) ? bytes.slice() : bytes;
    } catch {
      throw invalidArgument(name, "must have its bytes, and they were transferred or cut off");
    }
}
function viewOf(value) {
  if (ArrayBuffer.isView(value))
    return value;
  if (hasGetter(ArrayBuffer.prototype, value) || isSharedBuffer(value)) {
    let buffer = value;
    return { buffer, byteOffset: 0, byteLength: buffer.byteLength };
  }
}
function isSharedBuffer(value) {
  return typeof SharedArrayBuffer < "u" && hasGetter(SharedArrayBuffer.prototype, value);
}
function hasGetter(prototype, value) {
  let { get } = Object.getOwnPropertyDescriptor(prototype, "byteLength") || {};
  try {
    return get !== void 0 && get.call(value) >= 0;
  } catch {
    return !1;
  }
}
var WITH_MEMBERS = ["Object", "Array", "Module"];
function jsonOf(value, name, expected) {
  let json;
  try {
    json = isOfJson(value) ? JSON.stringify(value) : void 0;
  } catch (error) {
    let [reason] = messageOf(error).split(`
`);
    throw invalidArgument(name, `cannot be written as JSON: ${reason}`);
  }
  if (json === void 0)
    throw notA(name, expected, value);
  return escapeLoneSurrogates(json);
}
function isOfJson(value) {
  switch (typeof value) {
    case "object":
      return value === null || WITH_MEMBERS.includes(tag(value)) && !isLater(value);
    case "number":
      return Number.isFinite(value);
    default:
      return typeof value == "string" || typeof value == "boolean";
  }
}
function isLater(value) {
  let { then, pipe } = value;
  return typeof then == "function" ? "Promise" : typeof pipe == "function" ? "stream" : void 0;
}
function tag(value) {
  return Object.prototype.toString.call(value).slice(8, -1);
}
function describe(value) {
  if (typeof value == "string" && value.trim() === "")
    return "empty";
  if (value == null || Number.isNaN(value))
    return String(value);
  if (typeof value != "object")
    return `a ${typeof value}`;
  let name = isLater(value) || tag(value);
  return `${/^[AEIOU](?!RL)/.test(name) ? "an" : "a"} ${name}`;
}
function checkObject(value, name) {
  if (tag(value) !== "Object")
    throw notA(name, "an object of options", value);
}
function checkOptionNames(options, known) {
  checkObject(options, "options");
  for (let [option, value] of Object.entries(options))
    if (value !== void 0 && !known.includes(option)) {
      let help = known.includes("options") ? "what the variable MPS_WEBHOOK_CONFIG may have goes into `options`" : "call it as its types and the documentation say";
      throw new MpsWebhookError({
        code: "invalid_argument",
        message: `\`${option.slice(0, 40)}\` is not an option; there are ${known.join(", ")}`,
        help
      });
    }
}
var PLAIN = "must be plain data as JSON has it";
function checkDocument(document, name) {
  checkObject(document, name);
  try {
    checkPlain(document, name);
  } catch (error) {
    throw error instanceof MpsWebhookError ? error : invalidArgument(name, PLAIN);
  }
  jsonOf(document, name, "an object of options");
}
function checkPlain(document, name) {
  let seen2 = /* @__PURE__ */ new Set(), left = [[document, name]];
  for (; ; ) {
    let next = left.pop();
    if (next === void 0)
      return;
    let [value, path] = next;
    if (typeof value != "object" || value === null) {
      if (!isOfJson(value))
        throw invalidArgument(path, `${PLAIN}, and is ${describe(value)}`);
    } else if (!seen2.has(value)) {
      seen2.add(value);
      for (let member of membersOf(value, path))
        left.push(member);
    }
  }
}
function membersOf(object, path) {
  let isList = Array.isArray(object);
  if (!isList && !isPlain(object)) {
    let is = tag(object) === "Object" ? "an object of a class" : describe(object);
    throw invalidArgument(path, `${PLAIN}, and is ${is}`);
  }
  let members = Reflect.ownKeys(object).filter((name) => !(isList && name === "length")).map((name) => {
    let at = `${path}.${String(name).slice(0, 40)}`, { value, get, set, enumerable } = Object.getOwnPropertyDescriptor(object, name) || {};
    if (get || set || !enumerable || typeof name == "symbol")
      throw invalidArgument(at, `${PLAIN}, and is hidden, computed or named by a symbol`);
    return [value, at];
  });
  if (isList) {
    if (members.length !== object.length || members.some(([value]) => value === void 0))
      throw invalidArgument(path, `${PLAIN}, and is a list with gaps or with names`);
    return members;
  }
  return members.filter(([value]) => value !== void 0);
}
function isPlain(object) {
  let parent = Object.getPrototypeOf(object), has = (name) => Object.prototype.hasOwnProperty.call(parent, name);
  return parent === null || parent === Object.prototype || Object.getPrototypeOf(parent) === null && has("hasOwnProperty") && has("isPrototypeOf");
}
function checkWord(value, name, words) {
  if (value !== void 0 && !words.includes(value)) {
    let is = typeof value == "string" ? JSON.stringify(value.slice(0, 40)) : describe(value);
    throw invalidArgument(name, `must be one of ${words.join(", ")}, and is ${is}`);
  }
}
function timeOf(date, name) {
  if (date === void 0)
    return Date.now();
  let time;
  try {
    time = Date.prototype.getTime.call(date);
  } catch {
    throw notA(name, "a Date", date);
  }
  if (Number.isNaN(time))
    throw invalidArgument(name, "must be a valid Date");
  return time;
}
function checkText(value, name) {
  if (typeof value != "string" || value.trim() === "")
    throw notA(name, "a string that is not empty", value);
}
function checkType(value, name, type) {
  if (value !== void 0 && typeof value !== type)
    throw notA(name, `a ${type}`, value);
}
function checkPositive(value, name) {
  if (value !== void 0 && !(typeof value == "number" && value > 0))
    throw notA(name, "a positive number", value);
}

// js/input/own.ts
function own(object) {
  return Object.assign(/* @__PURE__ */ Object.create(null), object);
}

// js/delivery/body.ts
function bodyOf(delivery, id) {
  let body = new Uint8Array(delivery.bodyLength(id));
  return delivery.body(id, 0, body.length, body), body;
}

// js/delivery/dry-run.ts
function dryRun(core, event, settings, start) {
  let requests = [], { done, log } = run(core, event, encode(JSON.stringify(settings)), start, (unsent) => {
    requests.push(unsent());
  });
  return { requests, done, log };
}
function run(core, event, settings, start, take) {
  let now = start, delivery = core.deliver(event, settings, 1 / 0, 0, now), log = [];
  for (; ; ) {
    let poll = own(JSON.parse(delivery.poll(now)));
    for (let line of poll.log)
      log.push(line);
    if (poll.done !== void 0)
      return delivery.free(), { done: poll.done, log };
    if (poll.requests.length === 0) {
      if (poll.wait_until === void 0)
        throw new Error("the core waits for something that a dry run does not have");
      now = poll.wait_until;
    }
    for (let { id, ...labelled } of poll.requests)
      take(() => ({ ...labelled, body: bodyOf(delivery, id) })), delivery.assumeDone(id, now);
  }
}

// js/delivery/dry-run-summary.ts
var VARIABLES_OF_SCF = {
  TENCENTCLOUD_SECRETID: "none",
  TENCENTCLOUD_SECRETKEY: "none",
  TENCENTCLOUD_REGION: "region-of-the-function"
};

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

// js/api/plan.ts
function planDelivery(core, event, options) {
  let { template, options: wanted, http, lang } = options, settings = {
    template,
    options: wanted,
    http,
    lang,
    env: { ...VARIABLES_OF_SCF, ...variables(options.env || {}) }
  }, now = (options.now || /* @__PURE__ */ new Date()).getTime(), { requests, done, log } = dryRun(core, event, settings, now);
  return {
    requests: requests.map(({ step, target, request: { method, url, headers }, body }) => ({
      step,
      ...target !== void 0 && { target },
      method,
      url,
      headers,
      body: decode(body)
    })),
    done,
    log
  };
}

// js/api/events.ts
var LANGUAGES = ["zh", "en", "ja", "ko"], FORMATS = [
  "text",
  "markdown",
  "wecom",
  "dingtalk",
  "feishu",
  "slack",
  "webhook"
];
function parse2(event, options = {}) {
  let language = languageOf(options), bytes = eventBytes(event);
  return loader.use((core) => {
    let parsed = [];
    return core.parseInParts(bytes, language, {
      push: (part) => {
        for (let result of JSON.parse(part))
          parsed.push(result);
      }
    }), results(parsed);
  });
}
function safeParse(event, options = {}) {
  languageOf(options);
  let bytes;
  try {
    return bytes = eventBytes(event), { ok: !0, reports: parse2(bytes, options) };
  } catch (error) {
    if (!(error instanceof MpsWebhookError) || error.code === "not_ready")
      throw error;
    let raw = typeof event == "string" ? event : bytes === void 0 ? "" : decode(bytes);
    return { ok: !1, error, raw };
  }
}
function toCloudEvents2(event, options = {}) {
  let language = languageOf(options, ["lang", "now"]), now = timeOf(options.now, "options.now"), bytes = eventBytes(event);
  return loader.use((core) => results(JSON.parse(core.toCloudEvents(bytes, language, now))));
}
function verify2(event, notifyKey, options = {}) {
  checkText(notifyKey, "notifyKey"), checkOptionNames(options, ["now"]);
  let now = timeOf(options.now, "options.now"), bytes = eventBytes(event);
  loader.use((core) => {
    let refused = core.verify(bytes, encode(notifyKey), now);
    if (refused !== "")
      throw new MpsWebhookError(JSON.parse(refused).error);
  });
}
function render2(event, format = "text", options = {}) {
  checkWord(format, "format", FORMATS);
  let language = languageOf(options), bytes = eventBytes(event);
  return loader.use((core) => {
    let json = core.render(bytes, encode(format), language);
    return results(JSON.parse(json)).map(({ text }) => text);
  });
}
function plan(event, options = {}) {
  checkOptionNames(options, ["options", "env", "template", "http", "lang", "now"]);
  let { options: wanted, env, template, http, now } = options;
  timeOf(now, "options.now"), checkType(template, "options.template", "string"), checkWord(options.lang, "options.lang", LANGUAGES), checkType(http, "options.http", "boolean"), checkDocument(wanted === void 0 ? {} : wanted, "options.options"), checkObject(env === void 0 ? {} : env, "options.env");
  let bytes = eventBytes(event);
  return loader.use((core) => planDelivery(core, bytes, options));
}
function languageOf(options, known = ["lang"]) {
  return checkOptionNames(options, known), checkWord(options.lang, "options.lang", LANGUAGES), encode(options.lang || "");
}
function results(parsed) {
  return parsed.map((result) => {
    let { error } = own(result);
    if (error !== void 0)
      throw new MpsWebhookError(error);
    return result;
  });
}

// js/api/init.ts
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
  if (isModule(source))
    return source;
  let bytes = bytesOf(source, "source");
  if (bytes !== void 0)
    return WebAssembly.compile(bytes);
  if (!isResponse(source) && !isUrl(source))
    throw invalidArgument("source", "must be a URL, a Response, bytes or a WebAssembly.Module");
  let response = isResponse(source) ? source : await fetch(source);
  if (!response.ok)
    throw notReady(`the core could not be fetched: status ${response.status}`);
  let isNamed = /^application\/wasm\b/.test(response.headers.get("content-type") || "");
  return WebAssembly.compileStreaming !== void 0 && isNamed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
function isModule(source) {
  return Object.prototype.toString.call(source) === "[object WebAssembly.Module]";
}
function isResponse(source) {
  let { arrayBuffer, headers } = Object(source);
  return typeof arrayBuffer == "function" && headers !== void 0;
}
function isUrl(source) {
  return typeof source == "string" || typeof Object(source).href == "string";
}

// js/delivery/log.ts
var shown = /* @__PURE__ */ new Set();
function writeLine(log, line) {
  let { once, ...rest } = own(line);
  if (once === !0) {
    if (shown.has(rest.msg))
      return;
    shown.add(rest.msg);
  }
  try {
    Promise.resolve(log(rest)).catch(() => {
    });
  } catch {
  }
}

// js/delivery/timer.ts
function startTimer(ms, action) {
  let timer, wait = (left) => {
    let step = Math.max(0, Math.min(left, 2147483647));
    timer = setTimeout(() => left > 2147483647 ? wait(left - 2147483647) : action(), step);
  };
  return wait(ms), () => clearTimeout(timer);
}
function within(ms, promise, late) {
  return ms === void 0 ? promise : new Promise((resolve, reject) => {
    let error = new Error(late), stopTimer = startTimer(ms, () => reject(error)), end = () => stopTimer();
    promise.then(end, end), promise.then(resolve, reject);
  });
}

// js/delivery/deliver.ts
var LONG_BODY = 1024 * 1024;
async function deliver(delivery, platform) {
  let { now, encode: encode2, settings, log } = platform, underway = /* @__PURE__ */ new Set(), wake = () => {
  }, broken, hasEnded = !1, stop = (error) => {
    broken === void 0 && (broken = { error }, isTrap(error) && platform.onTrap?.(), wake());
  }, use = (action) => {
    if (broken === void 0)
      try {
        action();
      } catch (error) {
        stop(error);
      }
  }, follow = (id, outcome) => {
    let settled = outcome.then(
      ({ status, headers, body }) => {
        use(() => delivery.onResponse(id, status, encode2(JSON.stringify(headers)), body, now()));
      },
      (error) => {
        use(() => delivery.onError(id, encode2(messageOf(error)), now()));
      }
    ).then(() => {
      underway.delete(settled), wake();
    });
    underway.add(settled);
  }, start = (id, request) => {
    let length = request.method === "GET" ? 0 : delivery.bodyLength(id);
    if (platform.sendLong !== void 0 && length > LONG_BODY) {
      let read = (from2, target) => {
        if (broken !== void 0 || hasEnded || delivery.bodyLength(id) !== length)
          throw new Error("the request was answered before all of its body was sent");
        delivery.body(id, from2, from2 + target.length, target);
      };
      return follow(id, platform.sendLong(request, { length, read }));
    }
    let body = request.method === "GET" ? void 0 : bodyOf(delivery, id);
    follow(id, platform.send(request, body));
  }, process = async (call, timeout) => {
    let returned = platform.process ? await platform.process(call, timeout) : "";
    return { status: 200, headers: {}, body: encode2(returned) };
  };
  for (delivery.onLost = () => stop(new InstanceLost()); ; ) {
    let poll = own({});
    use(() => {
      poll = own(JSON.parse(delivery.poll(now())));
    });
    for (let line of poll.log || [])
      writeLine(log, line);
    if (poll.done !== void 0)
      return hasEnded = !0, poll.done;
    for (let { id, request } of poll.requests || [])
      use(() => start(id, request));
    for (let call of poll.process || []) {
      let { id, timeout } = own(call);
      use(() => follow(id, process(bodyOf(delivery, id), timeout)));
    }
    if (poll.refresh_credentials) {
      use(() => delivery.onCredentials(settings()));
      continue;
    }
    if (broken === void 0 && await new Promise((resolve) => {
      let until = poll.wait_until, stopTimer = until === void 0 ? () => {
      } : startTimer(until - now(), resolve);
      wake = () => {
        stopTimer(), resolve();
      };
    }), broken !== void 0)
      throw await Promise.all(Array.from(underway)), broken.error;
  }
}

// js/delivery/user-processor.ts
async function callProcess(process, call, timeout) {
  let { report, event } = JSON.parse(call), late = `it took longer than ${timeout} ms`;
  try {
    let returned = await within(timeout, (async () => process(report, event))(), late);
    return returned === void 0 ? "" : escapeLoneSurrogates(jsonOf2(returned));
  } catch (error) {
    throw new Error(withPlace(error));
  }
}
function jsonOf2(returned) {
  let { toJSON } = Object(returned), json = isOfJson(returned) || typeof toJSON == "function" ? JSON.stringify(returned) : void 0;
  if (json === void 0)
    throw new TypeError(`it returned ${describe(returned)}, which is not JSON`);
  return json;
}
function withPlace(error) {
  let text = textOf(error), place2 = /process\.js:\d+(:\d+)?/.exec(stackOf(error));
  return place2 === null ? text : `${text} (${place2[0]})`;
}

// js/delivery/invocation.ts
var MODES = ["full", "store", "quarantine"], MAX_RESTARTS = 10;
async function invoke(loader2, platform, invocation) {
  let mode = 0, restarts = 0;
  for (; ; )
    try {
      return await attempt(loader2, platform, invocation, MODES[mode] || "quarantine");
    } catch (error) {
      if (error instanceof InstanceLost) {
        if (restarts++, restarts > MAX_RESTARTS)
          throw interrupted();
      } else if (isTrap(error)) {
        if (mode++, mode === MODES.length || platform.now() >= invocation.deadline)
          throw error;
      } else
        throw error;
    }
}
async function attempt(loader2, platform, { event, deadline, process, ...invocation }, mode) {
  let processing = process === void 0 ? {} : { process: (call, timeout) => callProcess(process, decode(call), timeout) }, settings = () => {
    let all = {
      ...invocation.settings(),
      mode,
      process: process !== void 0,
      // What one delivery learns of a bot is known to the next.
      remembers: !0
    };
    return encode(escapeLoneSurrogates(JSON.stringify(all)));
  }, seed = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER), delivery = loader2.use(
    (core) => core.deliver(event, settings(), deadline, seed, platform.now())
  ), done = await deliver(delivery, { ...platform, ...processing, encode, settings, onTrap: () => loader2.discard() });
  try {
    delivery.free();
  } catch {
    loader2.discard();
  }
  return done;
}
function interrupted() {
  return new MpsWebhookError({
    code: "not_delivered",
    message: `other events let the core trap ${MAX_RESTARTS + 1} times while this one was delivered`,
    help: "send the event again, and look in the log for the events that end with the code `trapped`"
  });
}
export {
  CoreLoader,
  InstanceLost,
  MpsWebhookError,
  bytesOf,
  checkDocument,
  checkObject,
  checkOptionNames,
  checkPositive,
  checkText,
  checkType,
  checkWord,
  decode,
  deliver,
  describe,
  encode,
  escapeLoneSurrogates,
  eventBytes,
  init,
  invalidArgument,
  invoke,
  isOfJson,
  isTrap,
  jsonOf,
  loader,
  parse2 as parse,
  plan,
  provide,
  render2 as render,
  safeParse,
  startTimer,
  timeOf,
  toCloudEvents2 as toCloudEvents,
  verify2 as verify,
  within,
  writeLine
};
