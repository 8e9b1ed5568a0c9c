// js/scf-entry.ts
import { createHandler } from "./index.mjs";
export {
  createHandler
};
