// biome-ignore-all lint/style/useNodejsImportProtocol: Node 8 does not know node:

'use strict';

/*
 * The process a function runs in, as SCF's runtime is one: it loads the function, calls its handler
 * once per message of the parent and reports how that went.
 * Source: SCF documentation "Node.js" (583/11060), "Basic Concepts" (583/9210).
 *
 * It runs on every Node the platform has offered since 8.9, so: ES2017, CommonJS, node's own
 * modules, no globals newer than Node 8.
 *
 * A difference from the platform: on Node 8.9 SCF gives the result to the caller when the event loop
 * is empty; here it is handed over when the promise or the callback settles, because the pipes to
 * the parent and open keep-alive sockets make "empty" impossible to tell from outside.
 */

const path = require('path');

// Taken before the function is loaded, which may replace them.
const writeStdout = process.stdout.write.bind(process.stdout);
const writeStderr = process.stderr.write.bind(process.stderr);
const send = process.send.bind(process);

const SAMPLE_MS = 50;

let settings;
let handler;
let peakRss = 0;

// The parent's transport is none of the function's business.
delete process.env.NODE_CHANNEL_FD;
delete process.env.NODE_CHANNEL_SERIALIZATION_MODE;

process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  if (message.type === 'init') init(message);
  else if (message.type === 'invoke') invoke(message);
});

function init(message) {
  settings = message;
  if (message.seed !== undefined) Math.random = randomOf(message.seed);
  process.env.SCF_RUNTIME = runtimeId();
  sampleMemory();
  setInterval(sampleMemory, SAMPLE_MS).unref();

  const started = process.hrtime();
  let error;
  try {
    handler = load(message.folder, message.handler);
  } catch (thrown) {
    error = describeError(thrown);
  }
  send({
    type: 'ready',
    requireMs: millisecondsSince(started),
    error,
    found: typeof handler === 'function',
  });
}

function load(folder, name) {
  const dot = name.lastIndexOf('.');
  const loaded = require(path.join(folder, name.slice(0, dot)));
  return loaded[name.slice(dot + 1)];
}

function invoke(message) {
  // Credentials of the role rotate between invocations of one process.
  Object.keys(message.env).forEach((name) => {
    if (message.env[name] === null) delete process.env[name];
    else process.env[name] = message.env[name];
  });

  let settled = false;
  const started = process.hrtime();

  function finish(error, result) {
    if (settled) return;
    settled = true;
    process.removeListener('beforeExit', finishEmpty);
    process.channel.ref();
    const answer = { type: 'done', id: message.id, ms: millisecondsSince(started) };
    if (error) {
      answer.error = error;
    } else {
      try {
        // Once, as the platform does; what cannot be written as JSON is null.
        const json = JSON.stringify(result);
        answer.result = json === undefined ? 'null' : json;
      } catch (thrown) {
        answer.error = describeError(thrown);
      }
    }
    sampleMemory();
    answer.rss = peakRss;
    send(answer);
    // Tells the parent where this invocation's output ends, in each stream.
    writeStdout(`${message.mark}\n`);
    writeStderr(`${message.mark}\n`);
  }

  // "If neither callback nor return is used the platform returns null": when nothing is left to do.
  function finishEmpty() {
    finish(undefined, null);
  }

  function callback(error, result) {
    if (error) finish(describeError(error));
    else finish(undefined, result);
  }

  let returned;
  try {
    returned = handler(JSON.parse(message.event), contextOf(message, started), callback);
  } catch (thrown) {
    finish(describeError(thrown));
    return;
  }
  if (returned && typeof returned.then === 'function') {
    returned.then(
      (result) => finish(undefined, result),
      (thrown) => finish(describeError(thrown)),
    );
  } else if (returned !== undefined && handler.length < 3) {
    // A handler that takes the callback answers by it; what else it returns is by accident.
    finish(undefined, returned);
  } else if (!settled) {
    process.on('beforeExit', finishEmpty);
    process.channel.unref();
  }
}

function contextOf(message, started) {
  const environ = `SCF_NAMESPACE=${settings.namespace}`;
  return {
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () =>
      Math.max(0, Math.floor(message.timeLimitMs - millisecondsSince(started))),
    memory_limit_in_mb: settings.memoryLimitMb,
    time_limit_in_ms: message.timeLimitMs,
    request_id: message.requestId,
    environment: JSON.stringify({ SCF_NAMESPACE: settings.namespace }),
    // The platform's value really has the pair twice.
    environ: `${environ};${environ}`,
    function_version: settings.functionVersion,
    function_name: settings.functionName,
    namespace: settings.namespace,
    tencentcloud_region: settings.region,
    tencentcloud_appid: settings.appId,
    tencentcloud_uin: settings.uin,
  };
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}

/** The platform's name for this Node: `Nodejs8.9` for 8.9.4. */
function runtimeId() {
  const parts = process.versions.node.split('.');
  return `Nodejs${parts[0]}.${parts[1]}`;
}

function describeError(thrown) {
  if (thrown instanceof Error || (thrown && typeof thrown.message === 'string')) {
    return {
      name: String(thrown.name || 'Error'),
      message: thrown.message,
      stack: String(thrown.stack || ''),
    };
  }
  return { name: typeof thrown, message: String(thrown), stack: '' };
}

function sampleMemory() {
  peakRss = Math.max(peakRss, process.memoryUsage().rss);
}

function millisecondsSince(started) {
  const elapsed = process.hrtime(started);
  return elapsed[0] * 1e3 + elapsed[1] / 1e6;
}
