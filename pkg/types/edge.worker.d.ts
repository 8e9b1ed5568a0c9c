export { ExecutionContext, FetchHandler, FetchHandlerOptions, Options, PagesContext, Process, WebMessage, WebRequest, WebResponse, createFetchHandler } from './shared.js';
