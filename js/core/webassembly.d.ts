/** The part of WebAssembly that is used; TypeScript has it only among the types of browsers. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
    static exports(module: Module): { name: string }[];
  }
  class Instance {
    constructor(module: Module, imports: object);
    readonly exports: Record<string, unknown>;
  }
  class RuntimeError extends Error {}
  function validate(bytes: Uint8Array): boolean;
  function compile(bytes: ArrayBuffer | Uint8Array): Promise<Module>;
  const compileStreaming: ((response: Response) => Promise<Module>) | undefined;
}
