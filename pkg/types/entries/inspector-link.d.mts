export * from './inspector-link.js';
