/**
 * What all entry points share: one core, one class of errors. The build makes one module of it, beside which the entry
 * points are small.
 */

export * from './api';
export * from './arguments';
export { type Core, CoreLoader } from './core';
export { deliver } from './deliver';
export { MpsWebhookError } from './error';
export { init } from './init';
export { invoke } from './invocation';
export { loader, provide } from './loader';
export { type Log, writeLine } from './log';
export { startTimer, within } from './timer';
export { InstanceLost, isTrap } from './trap';
export { decode, encode } from './utf8';
