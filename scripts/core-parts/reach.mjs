// Which places of a module are reached. A place is where execution may, or may not, go on: the beginning of a function,
// a loop or an arm, and what follows a statement that may jump away.

import { fields, is, listStart, operands } from './wat.mjs';

const JUMPS = new Set(['br', 'br_if', 'br_table', 'return', 'unreachable']);

/** Gives every place of a module to `visit(list, index, number)`: what is at `index` of `list` and all behind it. */
export function eachPlace(module, visit) {
  let number = 0;
  const memo = new Map();
  const mayJump = (node) => {
    if (!memo.has(node)) {
      memo.set(node, JUMPS.has(node[0]) || operands(node).some(mayJump));
    }
    return memo.get(node);
  };
  const walk = (node) => {
    const start = listStart(node);
    for (let index = start; start >= 0 && index < node.length; index++) {
      // A block begins when what is before it ends.
      if (index === start ? node[0] !== 'block' : mayJump(node[index - 1])) {
        visit(node, index, number++);
      }
    }
    operands(node).forEach(walk);
  };
  fields(module, 'func').forEach(walk);
}

/** Makes the module call its import `reach.place` with the number of each place that it reaches. */
export function addProbes(module) {
  const lists = new Map();
  eachPlace(module, (list, index, number) => {
    lists.set(list, [...(lists.get(list) ?? []), { index, number }]);
  });
  for (const [list, places] of lists) {
    for (const { index, number } of places.reverse()) {
      list.splice(index, 0, ['call', '$reach', ['i32.const', String(number)]]);
    }
  }
  const imports = module.findIndex((field) => is(field, 'import'));
  module.splice(imports, 0, ['import', '"reach"', '"place"', ['func', '$reach', ['param', 'i32']]]);
}
