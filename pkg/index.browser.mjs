// js/core/source-fetch.ts
import { provide } from "./shared.mjs";
provide({ locate: () => new URL("./core.modern.wasm", import.meta.url) });

// js/api/index.ts
import { MpsWebhookError } from "./shared.mjs";
import { parse, plan, render, safeParse, toCloudEvents, verify } from "./shared.mjs";
import { init } from "./shared.mjs";

// js/hosts/scf/unsupported.ts
import { MpsWebhookError as MpsWebhookError2 } from "./shared.mjs";
function createHandler() {
  throw new MpsWebhookError2({
    code: "wrong_platform",
    message: "createHandler makes functions for SCF, which runs Node.js",
    help: "use createFetchHandler of mps-webhook/edge here"
  });
}
export {
  MpsWebhookError,
  createHandler,
  init,
  parse,
  plan,
  render,
  safeParse,
  toCloudEvents,
  verify
};
