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
  const body = new Uint8Array(delivery.bodyLength(id));
  delivery.body(id, body);
  return body;
};
