// js/entries/edge.ts
import "./index.mjs";
export * from "./fetch-handler.mjs";
