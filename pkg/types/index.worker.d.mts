export * from './index.worker.js';
