/** What people call a sub-task: the core's words, those of its messages. */

/** One of the names that the core's `kindNames` answers. */
interface KindName {
  /** The kind or the family, as in reports. */
  of: string;
  name: string;
  /** Whether the kind's own name stands behind it. */
  with_kind: boolean;
}

/** The names of kinds and families in a language, by the names in reports. */
export type KindNames = ReadonlyMap<string, KindName>;

export function kindNamesOf(names: readonly KindName[]): KindNames {
  return new Map(names.map((name) => [name.of, name]));
}

/** A kind is called by its own name, or by that of its family with its own name in reports behind it. */
export function kindLabel(
  { kind, name = kind, family }: { kind: string; name?: string; family: string },
  names: KindNames | undefined,
): string {
  const own = kind === 'other' ? undefined : names?.get(kind);
  const found = own ?? names?.get(family) ?? names?.get('other');
  if (found === undefined) return name;
  return found.with_kind ? `${found.name} ${name}` : found.name;
}
