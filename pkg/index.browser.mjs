// js/origin-fetch.ts
import { provide } from "./shared.mjs";
provide({ locate: () => new URL("./core.v1.wasm", import.meta.url) });

// js/no-scf.ts
import { MpsWebhookError } from "./shared.mjs";
function createHandler() {
  throw new MpsWebhookError({
    code: "wrong_platform",
    message: "createHandler makes functions for SCF, which runs Node.js",
    help: "use createFetchHandler of mps-webhook/edge here"
  });
}

// js/public.ts
import { parse, plan, render, safeParse, toCloudEvents, verify } from "./shared.mjs";
import { MpsWebhookError as MpsWebhookError2 } from "./shared.mjs";
import { init } from "./shared.mjs";
export {
  MpsWebhookError2 as MpsWebhookError,
  createHandler,
  init,
  parse,
  plan,
  render,
  safeParse,
  toCloudEvents,
  verify
};
