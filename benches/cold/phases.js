// biome-ignore-all lint/style/useNodejsImportProtocol: Node 8 does not know node:

'use strict';

/*
 * Where the time of a cold start of our function goes, found without changing it: at any time exactly one phase is
 * going on, and what is replaced below (reading the module, compiling it, its exports, loading http or https) says
 * when another begins. Measured apart from the cold starts that are compared, because watching takes time too.
 */

const fs = require('fs');
const Module = require('module');

/** In the order in which they begin, more or less. */
const OWN = 'our JavaScript';
const CORE = {
  delivery_new: 'understand and plan the event (core)',
  delivery_poll: 'sign requests, make the record (core)',
  delivery_onResponse: 'read responses (core)',
};

exports.watch = () => {
  const spent = {};
  let current = OWN;
  let since = process.hrtime();
  let requests = 0;

  function change(phase) {
    const [seconds, nanoseconds] = process.hrtime(since);
    spent[current] = (spent[current] || 0) + seconds * 1e3 + nanoseconds / 1e6;
    current = phase;
    since = process.hrtime();
  }
  function during(phase, act) {
    const before = current;
    change(phase);
    try {
      return act();
    } finally {
      change(before);
    }
  }

  const { readFileSync } = fs;
  fs.readFileSync = (path, options) =>
    String(path).endsWith('.wasm')
      ? during('read core.wasm', () => readFileSync(path, options))
      : readFileSync(path, options);

  const { Module: WasmModule, Instance } = WebAssembly;
  WebAssembly.Module = new Proxy(WasmModule, {
    construct: (target, parameters) => during('compile core.wasm', () => new target(...parameters)),
  });
  WebAssembly.Instance = new Proxy(Instance, {
    construct: (target, parameters) => {
      const instance = during('instantiate the core', () => new target(...parameters));
      return { exports: watched(instance.exports) };
    },
  });
  function watched(original) {
    const exported = {};
    Object.keys(original).forEach((name) => {
      const value = original[name];
      const phase = CORE[name];
      exported[name] =
        phase === undefined
          ? value
          : (...parameters) => {
              // The response to a request has come: what follows is ours again.
              if (name === 'delivery_onResponse') change(OWN);
              return during(phase, () => value(...parameters));
            };
    });
    return exported;
  }

  function watchRootCertificates(tls) {
    const { createSecureContext } = tls;
    tls.createSecureContext = (...parameters) =>
      during('read the root certificates', () => createSecureContext(...parameters));
  }

  const { require: load } = Module.prototype;
  Module.prototype.require = function requireWatched(name) {
    if (name !== 'http' && name !== 'https') return load.call(this, name);
    const module = during(`require('${name}')`, () => load.call(this, name));
    if (name === 'https') watchRootCertificates(load.call(this, 'tls'));
    return Object.assign({}, module, {
      request: (...parameters) => {
        requests += 1;
        change(requests === 1 ? 'first request (connecting included)' : 'second request');
        return module.request(...parameters);
      },
    });
  };

  return {
    stop: () => {
      change(OWN);
      return spent;
    },
  };
};
