// js/entries/edge-browser.ts
import "./index.browser.mjs";
export * from "./fetch-handler.mjs";
