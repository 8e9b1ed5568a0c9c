// biome-ignore-all lint/style/useNodejsImportProtocol: Node 8 does not know node:

'use strict';

const fs = require('fs');
const Module = require('module');

/** The package of a file, with a line added that lets its loader out, which gives the core as the shells use it. */
exports.packageWithLoader = (file) => {
  const module = new Module(file);
  module.filename = file;
  module.paths = Module._nodeModulePaths(file);
  const hook =
    'Object.assign(module.exports, { loader, memory: () => wasm.memory.buffer.byteLength });';
  module._compile(`${fs.readFileSync(file, 'utf8')}\n${hook}`, file);
  return module.exports;
};
