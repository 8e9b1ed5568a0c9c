// Makes several modules of one: the first, which is loaded at once, and parts of it that are loaded when one of their
// functions is called for the first time. All use the memory and the table of the first.
//
// A part calls functions of the first as imports. Every other call from one module to another goes through the table,
// whose places are filled by the part that is loaded: `ready` sees to that and gives back the place.

import { fields, is, mapNode, operands, Signature, sizeOf } from './wat.mjs';

/** The import of the first module that loads the part with the number it is given. */
export const LOADER = { module: 'parts', name: 'load' };

/** Where parts import from what the first module exports. */
export const FIRST = 'core';

/** As many calls as make it worth it to have a function for them. */
const WORTH_A_GATE = 5;

/** The largest function that is copied into parts, bytes. */
const MOST_COPIED = 40;

/**
 * @param {object[]} module
 * @param {Map<string, number>} partOf the part a function goes to, from 1; the first module gets all others
 * @param {number} count of parts
 * @returns {object[][]} the modules
 */
export function divide(module, partOf, count) {
  const division = new Division(module, partOf);
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  // In this order: a place in the table is given and an export is made when a call is seen that needs it.
  const bodies = [0, ...numbers].map((part) => division.bodiesOf(part));
  const stubs = division.stubs();
  return [
    division.first(bodies[0], stubs, numbers),
    ...numbers.map((part) => division.part(part, bodies[part])),
  ];
}

class Division {
  #module;
  #partOf;
  #functions;
  #table;
  #elements;
  #elementsFrom;
  /** The places of functions in the table that are called from other modules. */
  #places = new Map();
  #nextPlace;
  /** The names under which the first module exports what parts need. */
  #exported = new Map();
  /** What each part imports. */
  #imported = new Map();
  /** The functions of the first module that each part has itself. */
  #copies = new Map();
  /** How often the first module calls functions of a part and a type. */
  #calls = new Map();
  /** Functions that are made here, by name: what lets parts at the first module's variables, and `ready`. */
  #made = new Map();

  constructor(module, partOf) {
    this.#module = module;
    this.#partOf = (name) => partOf.get(name) ?? 0;
    this.#functions = new Map(fields(module, 'func').map((func) => [func[1], func]));
    this.#table = fields(module, 'table')[0];
    const element = fields(module, 'elem')[0];
    // Behind where they begin: what comes before is the segment's own name.
    const offset = element.findIndex((child) => is(child, 'i32.const'));
    this.#elementsFrom = Number(element[offset][1]);
    this.#elements = element.slice(offset + 1).filter((child) => child.startsWith('$'));
    this.#nextPlace = Number(this.#table.find((child) => /^\d+$/.test(child)));
    this.#elements.forEach((name, index) => {
      if (this.#partOf(name) > 0 && !this.#places.has(name)) {
        this.#places.set(name, this.#elementsFrom + index);
      }
    });
  }

  /** The functions of a module, with their calls to others. */
  bodiesOf(part) {
    return [...this.#functions.values()]
      .filter(([, name]) => this.#partOf(name) === part)
      .map((func) => this.#convert(func, part));
  }

  /** What stands for a part's functions where the first module exports one or has it in its table. */
  stubs() {
    const exported = fields(this.#module, 'export').flatMap((it) => fields(it, 'func'));
    const names = new Set([...this.#elements, ...exported.map(([, name]) => name)]);
    return [...names]
      .filter((name) => this.#partOf(name) > 0)
      .map((name) => {
        const { params, types, result } = new Signature(this.#functions.get(name));
        const call = ['call', name, ...params.map((param) => ['local.get', param])];
        const declared = params.map((param) => ['param', param, types.get(param)]);
        const results = result ? [['result', result]] : [];
        return ['func', name, ...declared, ...results, this.#convert(call, 0)];
      });
  }

  first(bodies, stubs, numbers) {
    const kinds = (...names) => names.flatMap((name) => fields(this.#module, name));
    const [, tableName] = this.#table;
    const size = String(this.#nextPlace);
    for (const part of numbers) {
      this.#readyOf(part);
    }
    return [
      'module',
      ...kinds('type', 'import'),
      ['import', `"${LOADER.module}"`, `"${LOADER.name}"`, ['func', '$load', ['param', 'i32']]],
      ...kinds('global', 'memory', 'data'),
      ...numbers.map((part) => ['global', `$loaded${part}`, ['mut', 'i32'], ['i32.const', '0']]),
      ['table', tableName, size, size, 'funcref'],
      ...kinds('elem', 'export'),
      ['export', '"table"', ['table', tableName]],
      ...[...this.#exported].map(([name, short]) => ['export', `"${short}"`, ['func', name]]),
      ...bodies,
      ...stubs,
      ...this.#made.values(),
    ];
  }

  part(number, bodies) {
    const [, memoryName] = fields(this.#module, 'memory')[0];
    const [, tableName] = this.#table;
    const from = (name, what) => ['import', `"${FIRST}"`, `"${name}"`, what];
    return [
      'module',
      ...fields(this.#module, 'type'),
      from('memory', ['memory', memoryName, '1']),
      from('table', ['table', tableName, String(this.#nextPlace), 'funcref']),
      ...[...(this.#imported.get(number) ?? [])].map((name) =>
        from(this.#exported.get(name), ['func', name, ...this.#useOf(name)]),
      ),
      ...fields(this.#module, 'global').filter((global) => !isVariable(global)),
      ...this.#elementsOf(number),
      ...bodies,
      ...(this.#copies.get(number)?.values() ?? []),
    ];
  }

  #elementsOf(part) {
    const places = [...this.#places].filter(([name]) => this.#partOf(name) === part);
    const segments = [];
    for (const [name, place] of places.sort(([, a], [, b]) => a - b)) {
      const last = segments.at(-1);
      if (last && last.place + last.names.length === place) {
        last.names.push(name);
      } else {
        segments.push({ place, names: [name] });
      }
    }
    return segments.map(({ place, names }) => ['elem', ['i32.const', String(place)], ...names]);
  }

  #convert(node, part) {
    return mapNode(node, (it) => {
      const [kind, name] = it;
      if (kind === 'call') {
        return this.#call(it, part);
      }
      if (part > 0 && kind === 'global.get' && this.#isVariable(name)) {
        return ['call', this.#need(part, this.#getterOf(name))];
      }
      if (part > 0 && kind === 'global.set') {
        return ['call', this.#need(part, this.#setterOf(name)), it[2]];
      }
      return it;
    });
  }

  #call([, name, ...parameters], part) {
    const to = this.#partOf(name);
    if (to === part) {
      return ['call', name, ...parameters];
    }
    if (to === 0) {
      if (!this.#copy(name, part)) {
        this.#need(part, name);
      }
      return ['call', name, ...parameters];
    }
    if (!this.#places.has(name)) {
      this.#places.set(name, this.#nextPlace++);
    }
    const place = ['i32.const', String(this.#places.get(name))];
    if (part === 0 && this.#callsFromFirst(name) >= WORTH_A_GATE) {
      return ['call', this.#gateOf(name), ...parameters, place];
    }
    const ready = this.#need(part, this.#readyOf(to));
    return ['call_indirect', ...this.#useOf(name), ...parameters, ['call', ready, place]];
  }

  /** How often the first module calls functions of a function's type in the same part. */
  #callsFromFirst(name) {
    if (this.#calls.size === 0) {
      const count = (node) => {
        if (node[0] === 'call' && this.#partOf(node[1]) > 0) {
          const kind = this.#kindOf(node[1]);
          this.#calls.set(kind, (this.#calls.get(kind) ?? 0) + 1);
        }
        operands(node).forEach(count);
      };
      for (const [name, func] of this.#functions) {
        if (this.#partOf(name) === 0) {
          count(func);
        }
      }
    }
    return this.#calls.get(this.#kindOf(name)) ?? 0;
  }

  #kindOf(name) {
    return `${this.#partOf(name)} ${JSON.stringify(this.#useOf(name))}`;
  }

  /** What calls any function of a type in a part, by its place: a direct call is smaller, and sooner compiled. */
  #gateOf(name) {
    const kind = this.#kindOf(name);
    const params = fields(this.#useOf(name), 'param').map(([, type], index) => [`$${index}`, type]);
    const place = ['call', this.#readyOf(this.#partOf(name)), ['local.get', '$place']];
    return this.#make(
      `$gate-${[...this.#calls.keys()].indexOf(kind)}`,
      ...params.map(([param, type]) => ['param', param, type]),
      ['param', '$place', 'i32'],
      ...fields(this.#useOf(name), 'result'),
      [
        'call_indirect',
        ...this.#useOf(name),
        ...params.map(([param]) => ['local.get', param]),
        place,
      ],
    );
  }

  /** Gives a part its own copy of a function of the first module, if that is smaller than an import and an export. */
  #copy(name, part) {
    const func = this.#functions.get(name);
    if (func === undefined || sizeOf(func) > MOST_COPIED) {
      return false;
    }
    const copies = this.#copies.get(part) ?? new Map();
    this.#copies.set(part, copies);
    if (!copies.has(name)) {
      // Before it is converted, for it may call itself.
      copies.set(name, func);
      copies.set(name, this.#convert(func, part));
    }
    return true;
  }

  /** The name of a function of the first module, which a part then imports. */
  #need(part, name) {
    if (part > 0) {
      if (!this.#exported.has(name)) {
        this.#exported.set(name, shortName(this.#exported.size));
      }
      const imported = this.#imported.get(part) ?? new Set();
      this.#imported.set(part, imported.add(name));
    }
    return name;
  }

  #useOf(name) {
    const func = this.#functions.get(name) ?? this.#made.get(name);
    const imported = fields(this.#module, 'import').flatMap((it) => fields(it, 'func'));
    return func
      ? new Signature(func).use
      : imported.find((it) => it[1] === name).filter((it) => is(it, 'param') || is(it, 'result'));
  }

  #isVariable(name) {
    return fields(this.#module, 'global').some((it) => it[1] === name && isVariable(it));
  }

  #getterOf(variable) {
    return this.#make(`$get-${variable.slice(1)}`, ['result', 'i32'], ['global.get', variable]);
  }

  #setterOf(variable) {
    const value = ['local.get', '$value'];
    const set = ['global.set', variable, value];
    return this.#make(`$set-${variable.slice(1)}`, ['param', '$value', 'i32'], set);
  }

  #readyOf(part) {
    const loaded = `$loaded${part}`;
    const load = ['call', '$load', ['i32.const', String(part)]];
    return this.#make(
      `$ready${part}`,
      ['param', '$place', 'i32'],
      ['result', 'i32'],
      [
        'if',
        ['i32.eqz', ['global.get', loaded]],
        ['then', load, ['global.set', loaded, ['i32.const', '1']]],
      ],
      ['local.get', '$place'],
    );
  }

  #make(name, ...rest) {
    this.#made.set(name, ['func', name, ...rest]);
    return name;
  }
}

/** Variables of modules of WebAssembly 1.0 can be neither exported nor imported. */
function isVariable(global) {
  return is(global[2], 'mut');
}

/** a, b, … z, aa, ab, …: names are bytes of the module. */
function shortName(index) {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : shortName(Math.floor(index / 26) - 1) + letter;
}
