export * from './edge.worker.js';
