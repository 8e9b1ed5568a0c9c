// js/entries/edge-worker.ts
import "./index.worker.mjs";
export * from "./fetch-handler.mjs";

// js/hosts/node-http/unsupported.ts
import { MpsWebhookError } from "./shared.mjs";
function createNodeHandler() {
  throw new MpsWebhookError({
    code: "wrong_platform",
    message: "createNodeHandler makes functions for node:http, which this platform does not have",
    help: "use createFetchHandler of mps-webhook/edge here"
  });
}
export {
  createNodeHandler
};
