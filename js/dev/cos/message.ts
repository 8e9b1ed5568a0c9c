/** A request as the operations see it: addressed, decoded and read to its end. */
export interface CosRequest {
  method: string;
  /** The Host header as sent. */
  host: string;
  /** Undefined when the request names no bucket (the service itself). */
  bucket: string | undefined;
  region: string;
  /** The object's key, decoded; empty for an operation on the bucket. */
  key: string;
  /** The decoded path exactly as requested, which is what signatures are made of. */
  pathname: string;
  query: QueryParameter[];
  /** Lower-case names; values as Node gives them (one character per byte). */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

export interface QueryParameter {
  name: string;
  value: string;
}

/** What is answered, before the headers every answer has are added. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body?: Buffer;
}

/** The first value of a query parameter; undefined when it is absent. */
export function parameter(request: CosRequest, name: string): string | undefined {
  return request.query.find((candidate) => candidate.name === name)?.value;
}
