/** Tables as CSV. */

type Cell = string | number | undefined;

/** Excel reads it as UTF-8 because of the mark in front. */
export function csvOf(head: readonly string[], lines: readonly (readonly Cell[])[]): string {
  const texts = [head, ...lines].map((line) => line.map(cell).join(','));
  return `\uFEFF${texts.join('\r\n')}\r\n`;
}

function cell(value: Cell): string {
  if (typeof value === 'number') return String(value);
  // A text that begins like a formula is run by spreadsheets.
  const text = (value ?? '').replace(/^(?=[=+\-@\t\r])/, "'");
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
