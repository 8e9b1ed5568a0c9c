// Moves what is never reached out of the functions that are reached, each piece into a function of its own.
//
// A piece is a list of statements from a place on. What it reads of the function's locals become parameters. How it is
// left, by its end, by a jump to a label around it or by a return, is told to whoever called it by a number, if there is
// more than one way; and what it wrote into locals that are read later lies in memory then, since functions of
// WebAssembly 1.0 have one result. That memory is the lowest of the stack, which is read at once, so nothing else can have
// written there in between.

import { Liveness } from './liveness.mjs';
import { eachPlace } from './reach.mjs';
import {
  fields,
  is,
  labelOf,
  listStart,
  operands,
  resultOf,
  Signature,
  sizeOf,
  targets,
} from './wat.mjs';

const VALUE = ['i32.const', '16'];
const localPlace = (index) => ['i32.const', String(24 + 8 * index)];

/** More parameters cost more than is won. */
const MAX_PARAMS = 24;

/** What an indirect call costs more than a direct one, bytes. */
const CALL = 9;

/**
 * Changes a module so that nothing of any size remains in the functions that are reached that is not reached itself.
 *
 * @param {object[]} module
 * @param {(number: number) => boolean} isReached says it of the place with that number; see `eachPlace`
 * @param {(name: string) => boolean} isLeft says of a function that it is left as it is
 * @param {string} mark goes into the names of what is made here
 * @returns {Set<string>} the names of functions that are not reached
 */
export function outline(module, isReached, isLeft, mark) {
  const cold = new Map();
  eachPlace(module, (list, index, number) => {
    if (!isReached(number) && !cold.has(list)) {
      cold.set(list, index);
    }
  });
  const names = new Names(mark);
  const unreached = new Set();
  for (const func of fields(module, 'func')) {
    if (isLeft(func[1])) {
      continue;
    }
    if (cold.get(func) === listStart(func)) {
      unreached.add(func[1]);
      continue;
    }
    for (const piece of new Cutter(func, cold, names).cut()) {
      unreached.add(piece[1]);
      module.push(piece);
    }
  }
  return unreached;
}

class Names {
  #next = 0;

  constructor(mark) {
    this.mark = mark;
  }

  /** A name nothing else has. It is quoted, if that which it is made from is. */
  make(from) {
    const name = `${from.replace(/"$/, '')}~${this.mark}${this.#next++}`;
    return from.endsWith('"') ? `${name}"` : name;
  }
}

/** Cuts one function. */
class Cutter {
  #func;
  #signature;
  #names;
  #cold;
  #flow;
  #pieces = [];
  #newLocals = [];
  /** The type of the value that a jump to a label carries. */
  #carried = new Map();
  /** The type of the value of an arm. */
  #arms = new Map();
  #bits;

  constructor(func, cold, names) {
    this.#func = func;
    this.#names = names;
    this.#signature = new Signature(func);
    const locals = [...this.#signature.params, ...this.#signature.locals];
    this.#bits = new Map(locals.map((name, index) => [name, 1n << BigInt(index)]));
    this.#cold = new Map();
    this.#survey(func, cold, false);
    this.#flow = new Liveness(this.#bitOf, new Set(this.#cold.keys()));
    this.#flow.list(func, 0n);
  }

  /** Gives the new functions. */
  cut() {
    this.#visit(this.#func);
    this.#func.splice(listStart(this.#func), 0, ...this.#newLocals);
    return this.#pieces;
  }

  #bitOf = (local) => this.#bits.get(local);

  #survey(node, cold, isInCold) {
    if (is(node, 'block') && labelOf(node)) {
      this.#carried.set(labelOf(node), resultOf(node));
    }
    if (is(node, 'if')) {
      for (const arm of operands(node).slice(1)) {
        this.#arms.set(arm, resultOf(node));
      }
    }
    const start = listStart(node);
    const from = isInCold ? start : (cold.get(node) ?? Number.POSITIVE_INFINITY);
    // Of a cold piece that cannot be moved as a whole, parts may.
    if (start >= 0 && from < node.length) {
      this.#cold.set(node, from);
    }
    node.forEach((child, index) => {
      if (Array.isArray(child)) {
        this.#survey(child, cold, isInCold || (start >= 0 && index >= from));
      }
    });
  }

  #visit(node) {
    if (this.#cold.has(node)) {
      this.#move(node, this.#cold.get(node));
    }
    operands(node).forEach((child) => {
      this.#visit(child);
    });
  }

  /** Moves the statements of a list from an index on, if it can be done and is worth it. */
  #move(list, from) {
    const record = this.#flow.records.get(list);
    const statements = list.slice(from);
    const piece = record && this.#describe(list, statements, record);
    if (piece === undefined || piece.inputs.length > MAX_PARAMS) {
      return;
    }
    const size = statements.reduce((sum, statement) => sum + sizeOf(statement), 0);
    const call = ['call', this.#names.make(this.#signature.name)];
    call.push(...piece.inputs.map((local) => ['local.get', local]));
    const caller = new CallWriter(this.#names, this.#signature, piece);
    const { statements: instead, locals } = caller.write(call);
    const cost = instead.reduce((sum, statement) => sum + sizeOf(statement), CALL - 3);
    if (size <= cost + 4) {
      return;
    }
    this.#newLocals.push(...locals);
    const writer = new FunctionWriter(this.#names, this.#signature, piece);
    this.#pieces.push(writer.write(call[1], statements));
    list.splice(from, statements.length, ...instead);
  }

  /** How a piece is entered and left; undefined if it cannot be moved. */
  #describe(list, statements, record) {
    const inner = new Set();
    const labels = new Set();
    let returns = false;
    let isMovable = true;
    let written = 0n;
    const scan = (node, isStatement) => {
      inner.add(labelOf(node));
      if (node[0] === 'return') {
        returns = true;
        isMovable &&= isStatement;
      } else if (node[0] === 'local.set' || node[0] === 'local.tee') {
        written |= this.#bitOf(node[1]);
      } else if (/^br/.test(node[0])) {
        for (const label of targets(node).filter((it) => !inner.has(it))) {
          labels.add(label);
          // Leaving takes several statements, for which an operand has no place; a table has none for values.
          isMovable &&= is(node, 'br_if') || isStatement;
          isMovable &&= !is(node, 'br_table') || !this.#carried.get(label);
        }
      }
      const start = listStart(node);
      node.forEach((child, index) => {
        if (Array.isArray(child)) {
          scan(child, start >= 0 && index >= start);
        }
      });
    };
    for (const statement of statements) {
      scan(statement, true);
    }
    if (!isMovable) {
      return undefined;
    }
    const exits = [];
    if (!statements.some(neverCompletes)) {
      const type =
        list === this.#func ? this.#signature.result : (this.#arms.get(list) ?? resultOf(list));
      exits.push({ kind: 'end', type, live: record.behind });
    }
    for (const label of labels) {
      exits.push({
        kind: 'jump',
        label,
        type: this.#carried.get(label),
        live: record.labels.get(label),
      });
    }
    if (returns) {
      exits.push({ kind: 'return', type: this.#signature.result, live: 0n });
    }
    const readLater = exits.reduce((all, { live }) => all | live, 0n) & written;
    const end = exits[0]?.kind === 'end' ? readLater : 0n;
    const read = new Liveness(this.#bitOf, undefined, readLater).statements(statements, end);
    const named = (set) => [...this.#bits.keys()].filter((local) => set & this.#bitOf(local));
    const outputs = named(readLater);
    return {
      exits,
      inputs: named(read),
      outputs,
      isLive: (local, exit) => (exit.live & this.#bitOf(local)) !== 0n,
      result: resultOfPiece(exits, outputs, this.#signature),
    };
  }
}

/** What the function of a piece results in: a `value`, a `local`, the number of the way it was left, or nothing. */
function resultOfPiece(exits, outputs, signature) {
  if (exits.length > 1) {
    return { kind: 'way', type: 'i32' };
  }
  if (exits[0]?.type) {
    return { kind: 'value', type: exits[0].type };
  }
  if (exits.length === 1 && outputs.length === 1) {
    return { kind: 'local', type: signature.types.get(outputs[0]) };
  }
  return { kind: 'nothing', type: undefined };
}

function neverCompletes(node) {
  switch (node[0]) {
    case 'br':
    case 'br_table':
    case 'return':
    case 'unreachable':
      return true;
    case 'block':
      return operands(node).some(neverCompletes) && !jumpsTo(node, labelOf(node));
    case 'if': {
      const [condition, ...arms] = operands(node);
      return neverCompletes(condition) || (arms.length === 2 && arms.every(neverCompletes));
    }
    default:
      return operands(node).some(neverCompletes);
  }
}

function jumpsTo(node, label) {
  const isJump = /^br/.test(node[0]) && targets(node).includes(label);
  return label !== undefined && (isJump || operands(node).some((child) => jumpsTo(child, label)));
}

/** Writes statements around a piece, with locals of their own. */
class PieceWriter {
  locals = [];

  constructor(names, signature, piece) {
    this.names = names;
    this.signature = signature;
    this.piece = piece;
  }

  /** The name of a new local. */
  local(name, type) {
    const local = this.names.make(name);
    this.locals.push(['local', local, type]);
    return local;
  }
}

/** Writes what stands in a piece's place. */
class CallWriter extends PieceWriter {
  write(call) {
    const { exits, outputs, result } = this.piece;
    const loads = outputs.map((local, index) => [
      'local.set',
      local,
      [`${this.signature.types.get(local)}.load`, localPlace(index)],
    ]);
    const statements = [];
    if (result.kind === 'way') {
      const way = this.#keep(call, 'i32', loads, statements);
      statements.push(...this.#dispatch(way));
    } else if (result.kind === 'value') {
      const value = this.#keep(call, result.type, loads, statements);
      statements.push(...this.#leave(exits[0], value));
    } else if (result.kind === 'local') {
      statements.push(['local.set', outputs[0], call], ...this.#leave(exits[0]));
    } else {
      statements.push(call, ...loads, ...(exits[0] ? this.#leave(exits[0]) : [['unreachable']]));
    }
    return { statements, locals: this.locals };
  }

  /** The value of a call, behind what has to be loaded after it. */
  #keep(call, type, loads, statements) {
    if (loads.length === 0) {
      return call;
    }
    const local = this.local('$kept', type);
    statements.push(['local.set', local, call], ...loads);
    return ['local.get', local];
  }

  #leave({ kind, label, type }, value = type && [`${type}.load`, VALUE]) {
    const operand = value ? [value] : [];
    if (kind === 'end') {
      return operand;
    }
    return [kind === 'jump' ? ['br', label, ...operand] : ['return', ...operand]];
  }

  #dispatch(way) {
    const { exits } = this.piece;
    const isPlain = ({ kind, type }) => kind === 'jump' && !type;
    if (exits.length === 2) {
      const [zero, one] = exits;
      if (isPlain(one)) {
        return [['br_if', one.label, way], ...this.#leave(zero)];
      }
      return [['if', way, ['then', ...this.#leave(one)]], ...this.#leave(zero)];
    }
    const landings = exits.map((exit) => (isPlain(exit) ? exit.label : this.names.make('$way')));
    let statements = [['br_table', ...landings, way]];
    // The end comes first, so that it is the outermost: what follows is behind the list.
    exits.toReversed().forEach((exit, index) => {
      if (!isPlain(exit)) {
        const landing = landings[exits.length - 1 - index];
        statements = [['block', landing, ...statements], ...this.#leave(exit)];
      }
    });
    return statements;
  }
}

/** Writes the function of a piece. */
class FunctionWriter extends PieceWriter {
  write(name, statements) {
    const { exits, inputs, outputs, result } = this.piece;
    const body = statements.flatMap((statement) => this.#rewrite(statement, new Set()));
    if (exits[0]?.kind === 'end') {
      const [end] = exits;
      const value = end.type ? body.pop() : undefined;
      body.push(...this.#leave(end, value));
    } else if (result.type) {
      body.push(['unreachable']);
    }
    const used = new Set(outputs);
    const find = (node) => {
      if (node[0].startsWith('local.')) {
        used.add(node[1]);
      }
      operands(node).forEach(find);
    };
    body.forEach(find);
    const { types } = this.signature;
    const locals = [...used].filter((local) => !inputs.includes(local) && types.has(local));
    return [
      'func',
      name,
      ...inputs.map((local) => ['param', local, types.get(local)]),
      ...(result.type ? [['result', result.type]] : []),
      ...locals.map((local) => ['local', local, types.get(local)]),
      ...this.locals,
      ...body,
    ];
  }

  /** The statements that leave the piece; the last is a `return`. */
  #leave(exit, value) {
    const { exits, outputs, result, isLive } = this.piece;
    const stores =
      result.kind === 'local'
        ? []
        : outputs.flatMap((local, index) =>
            isLive(local, exit)
              ? [
                  [
                    `${this.signature.types.get(local)}.store`,
                    localPlace(index),
                    ['local.get', local],
                  ],
                ]
              : [],
          );
    if (result.kind === 'way') {
      const kept = value ? [[`${exit.type}.store`, VALUE, value]] : [];
      return [...kept, ...stores, ['return', ['i32.const', String(exits.indexOf(exit))]]];
    }
    if (result.kind === 'local') {
      return [['return', ['local.get', outputs[0]]]];
    }
    if (value && stores.length > 0) {
      const local = this.local('$value', exit.type);
      return [['local.set', local, value], ...stores, ['return', ['local.get', local]]];
    }
    return [...stores, ['return', ...(value ? [value] : [])]];
  }

  /** A node with all jumps out of the piece made ways of leaving it, which may be several statements. */
  #rewrite(node, labels) {
    const exitAt = (label) =>
      labels.has(label) ? undefined : this.piece.exits.find((exit) => exit.label === label);
    const operand = (child) => this.#rewrite(child, labels)[0];
    const [kind] = node;
    if (kind === 'return' || (kind === 'br' && exitAt(node[1]))) {
      const exit = this.piece.exits.find((it) => it.kind === 'return');
      const [value] = operands(node).map(operand);
      return this.#leave(kind === 'br' ? exitAt(node[1]) : exit, value);
    }
    if (kind === 'br_if' && exitAt(node[1])) {
      return this.#leaveIf(exitAt(node[1]), operands(node).map(operand));
    }
    if (kind === 'br_table' && targets(node).some(exitAt)) {
      const outer = new Map();
      for (const label of targets(node).filter(exitAt)) {
        outer.set(label, outer.get(label) ?? this.names.make('$out'));
      }
      const landings = targets(node).map((label) => outer.get(label) ?? label);
      let statements = [['br_table', ...landings, ...operands(node).map(operand)]];
      for (const [label, landing] of outer) {
        statements = [['block', landing, ...statements], ...this.#leave(exitAt(label))];
      }
      return statements;
    }
    const within = new Set([...labels, labelOf(node)]);
    return [
      node.flatMap((child) => (Array.isArray(child) ? this.#rewrite(child, within) : [child])),
    ];
  }

  #leaveIf(exit, [value, condition]) {
    if (condition === undefined) {
      return [['if', value, ['then', ...this.#leave(exit)]]];
    }
    const local = this.local('$value', exit.type);
    return [
      [
        'block',
        ['result', exit.type],
        ['local.set', local, value],
        ['if', condition, ['then', ...this.#leave(exit, ['local.get', local])]],
        ['local.get', local],
      ],
    ];
  }
}
