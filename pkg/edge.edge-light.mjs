// js/entries/edge-worker.ts
import "./index.edge-light.mjs";
export * from "./fetch-handler.mjs";
