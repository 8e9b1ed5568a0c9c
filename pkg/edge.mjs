// js/entries/edge-node.ts
import "./index.mjs";
export * from "./fetch-handler.mjs";

// js/hosts/node-http/handler.ts
import { bytesOf } from "./shared.mjs";
import { createFetchHandler } from "./fetch-handler.mjs";

// js/hosts/fetch/reply.ts
import { isTrap } from "./shared.mjs";
import { writeLine } from "./shared.mjs";

// js/input/thrown.ts
var UNSEEN = "what was thrown cannot be shown";
function textOf(thrown) {
  return seen(() => String(thrown));
}
function seen(look, otherwise = UNSEEN) {
  try {
    return look();
  } catch {
    return otherwise;
  }
}

// js/hosts/fetch/reply.ts
function logOf({ log }) {
  return log || ((line) => console.log(JSON.stringify(line)));
}
function notDelivered(error, log, msg = "the event could not be delivered") {
  return writeLine(log, { level: "error", msg, error: textOf(error) }), reply(500, { ok: !1, code: isTrap(error) ? "trapped" : "not_delivered" });
}
function reply(status, body, headers) {
  return new Response(typeof body == "string" ? body : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...headers }
  });
}

// js/hosts/node-http/handler.ts
function createNodeHandler(options = {}) {
  let handle = createFetchHandler(options), log = logOf(options), answer = async (response, outgoing) => {
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)), outgoing.end(await response.text());
  };
  return async (incoming, outgoing) => {
    try {
      await answer(await handle(requestOf(incoming)), outgoing);
    } catch (error) {
      let failure = notDelivered(error, log, "the request could not be taken");
      outgoing.headersSent ? outgoing.destroy?.() : await answer(failure, outgoing);
    }
  };
}
var PLACEHOLDER_URL = "http://localhost/";
function requestOf(incoming) {
  let { method = "GET", headers } = incoming;
  if (method === "GET" || method === "HEAD")
    return new Request(PLACEHOLDER_URL, { method });
  if (method !== "POST")
    return new Request(PLACEHOLDER_URL, { method: "OPTIONS" });
  let length = headers["content-length"], init = {
    method,
    headers: typeof length == "string" ? { "content-length": length } : {},
    body: bodyOf(incoming),
    // The body is a stream, which need not end before the response.
    duplex: "half"
  };
  return new Request(PLACEHOLDER_URL, init);
}
function bodyOf(incoming) {
  let { body } = incoming;
  if (body === void 0 || isStream(body)) {
    if (incoming.readableEnded || incoming.readableDidRead)
      throw new Error("something else read the body before, and left nothing of it");
    return streamOf(incoming);
  }
  let bytes = typeof body == "string" ? body : bytesOf(body, "body");
  if (bytes === void 0)
    throw new Error(
      "the body was parsed before, so the bytes that were sent are lost; let this route have them, in Express with express.raw({ type: () => true }) in place of express.json()"
    );
  return bytes;
}
function isStream(body) {
  return typeof Object(body)[Symbol.asyncIterator] == "function";
}
function streamOf(incoming) {
  let chunks = incoming[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      let { done, value } = await chunks.next();
      done ? controller.close() : controller.enqueue(value);
    },
    async cancel() {
      await chunks.return?.();
    }
  });
}
export {
  createNodeHandler
};
