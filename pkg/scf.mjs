// js/entries/scf.ts
import { createHandler } from "./index.mjs";
export {
  createHandler
};
