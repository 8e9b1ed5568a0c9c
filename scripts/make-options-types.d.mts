/** The text of js/api/options.ts. */
export function optionsTypesText(): Promise<string>;
