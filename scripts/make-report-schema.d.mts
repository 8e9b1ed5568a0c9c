export function reportSchema(takesMore: boolean): Record<string, unknown>;
export function reportSchemaText(): string;
