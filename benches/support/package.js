// biome-ignore-all lint/style/useNodejsImportProtocol: Node 8 does not know node:

'use strict';

const fs = require('fs');
const Module = require('module');
const path = require('path');

/**
 * The package of a file, with its loader, which gives the core as the hosts use it, and with what shows how much memory
 * the core has, for which a line is added.
 */
exports.packageWithLoader = (file) => {
  const shared = path.join(path.dirname(file), 'shared.js');
  const module = new Module(shared);
  module.filename = shared;
  module.paths = Module._nodeModulePaths(shared);
  require.cache[shared] = module;
  const hook = 'module.exports.memory = () => wasm.memory.buffer.byteLength;';
  module._compile(`${fs.readFileSync(shared, 'utf8')}\n${hook}`, shared);
  module.loaded = true;
  const { loader, memory } = module.exports;
  return Object.assign({}, require(file), { loader, memory });
};

/** The body of the first request of a delivery, as the hosts read it (`js/delivery/body.ts`). */
exports.firstBody = (delivery, now) => {
  const [{ id }] = JSON.parse(delivery.poll(now)).requests;
  const length = delivery.bodyLength(id);
  const body = new Uint8Array(length);
  delivery.body(id, 0, length, body);
  return body;
};

/** Reads the body of the first request of a delivery in parts, as the function does when it sends it (`js/delivery/deliver.ts`). */
exports.readFirstBody = (delivery, now) => {
  const [{ id }] = JSON.parse(delivery.poll(now)).requests;
  const length = delivery.bodyLength(id);
  const buffer = new Uint8Array(Math.min(length, PART));
  for (let start = 0; start < length; start += PART) {
    const end = Math.min(length, start + PART);
    delivery.body(id, start, end, buffer.subarray(0, end - start));
  }
  return length;
};

/** How much of a body is sent at a time, bytes. */
const PART = 256 * 1024;
