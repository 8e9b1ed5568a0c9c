/** The templates that functions are made from, in the order in which people are shown them. */

export const TEMPLATES = ['mps-webhook', 'mps-to-cos', 'cls-to-cos'] as const;
export type Template = (typeof TEMPLATES)[number];
