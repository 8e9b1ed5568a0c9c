/** The core in CommonJS: a file beside the code. */
export {};
