// js/entries/edge-worker.ts
import "./index.worker.mjs";
export * from "./fetch-handler.mjs";
