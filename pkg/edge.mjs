// js/edge.ts
import "./index.mjs";
export * from "./fetch-handler.mjs";
