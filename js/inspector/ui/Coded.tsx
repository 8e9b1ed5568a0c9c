/** A sentence in which backticks name code, as in the core's own. */
export function Coded({ text }: { text: string }) {
  const parts = text.split('`');
  // One that is not closed is a character of the text.
  if (parts.length % 2 === 0) return <>{text}</>;
  return (
    <>{parts.map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</>
  );
}
