// js/entries/edge.ts
import "./index.mjs";
export * from "./fetch-handler.mjs";

// js/hosts/node-http/handler.ts
import { writeLine } from "./shared.mjs";
import { bytesOf } from "./shared.mjs";

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

// js/hosts/node-http/handler.ts
import { createFetchHandler } from "./fetch-handler.mjs";
function createNodeHandler(options = {}) {
  let handle = createFetchHandler(options), log = options.log || ((line) => console.log(JSON.stringify(line)));
  return async (incoming, outgoing) => {
    try {
      let response = await handle(requestOf(incoming));
      outgoing.writeHead(response.status, Object.fromEntries(response.headers)), outgoing.end(await response.text());
    } catch (error) {
      let failure = {
        level: "error",
        msg: "the request could not be taken",
        error: textOf(error)
      };
      if (writeLine(log, failure), outgoing.headersSent) {
        outgoing.destroy?.();
        return;
      }
      outgoing.writeHead(500, { "content-type": "application/json", "cache-control": "no-store" }), outgoing.end(JSON.stringify({ ok: !1, code: "not_delivered" }));
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
    // The body is a stream, which need not end before there is an answer.
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
