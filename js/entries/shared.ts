/** Everything that all entry points share: one core, one class of errors. The build makes one module of it. */

export * from '../api/events';
export { init } from '../api/init';
export { MpsWebhookError } from '../core/error';
export { type Core, CoreLoader } from '../core/instance';
export { loader, provide } from '../core/loader';
export { InstanceLost, isTrap } from '../core/trap';
export { decode, encode, escapeLoneSurrogates } from '../core/utf8';
export { deliver } from '../delivery/deliver';
export { invoke } from '../delivery/invocation';
export { type Log, writeLine } from '../delivery/log';
export { startTimer, within } from '../delivery/timer';
export * from '../input/arguments';
