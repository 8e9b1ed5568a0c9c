/** Bytes of the functions of the core that are called until the event is on its way, and until all is done; and of all. */
export function measureCalledCode(
  file?: string,
): Promise<{ untilSent: number; untilDone: number; all: number }>;
