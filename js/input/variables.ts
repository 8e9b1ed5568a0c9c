/** Environment variables and bindings on their way to the core. */

/** How a value that is not a text goes to the core, which refuses it if its name is that of an option or of a variable of SCF. */
const NO_TEXT = false;

/** Names that variables have. Bindings of other names, methods for instance, mean nothing to the core. */
const NAME = /^[A-Z][A-Z0-9_]*$/;

/**
 * The variables of several sources, of which later ones go before earlier ones; an empty value hides none that is set. Of a
 * value that is not a text only that is passed on: it may be a store, a queue or another service that is not for the core, and
 * where it stands for an option it must not count as absent.
 */
export function variables(...sources: object[]): Record<string, string | false> {
  const all: Record<string, string | false> = {};
  for (const source of sources) {
    for (const name of namesIn(source)) {
      const value = textOf(source, name);
      if (value !== undefined && (value !== '' || all[name] === undefined)) {
        all[name] = value;
      }
    }
  }
  return all;
}

/** The names of an object's members, wherever they are from: platforms make bindings in many ways. */
function namesIn(source: object): Set<string> {
  const names = new Set(Object.keys(source));
  for (let holder = source; holder; holder = Object.getPrototypeOf(holder)) {
    for (const name of Object.getOwnPropertyNames(holder)) {
      if (NAME.test(name)) {
        names.add(name);
      }
    }
  }
  return names;
}

function textOf(source: object, name: string): string | false | undefined {
  let value: unknown;
  try {
    value = (source as Record<string, unknown>)[name];
  } catch {
    return NO_TEXT;
  }
  return typeof value === 'string' || value === undefined ? value : NO_TEXT;
}
