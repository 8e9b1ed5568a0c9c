export * from './scf-entry.js';
