export * from './scf.js';
