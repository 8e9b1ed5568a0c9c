/** Sends requests with Node.js's own http and https, from version 8.9 on. */
import type { Send } from './transport';
export declare const send: Send;
