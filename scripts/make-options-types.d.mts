/** The text of js/core/options.ts. */
export function optionsTypesText(): Promise<string>;
