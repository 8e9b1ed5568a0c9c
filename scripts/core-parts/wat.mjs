// The text form of a module of WebAssembly 1.0, as wasm-dis prints it, as nested arrays: `["i32.const", "1"]`.

/** What stands in a node beside its operands and statements. */
const DECLARATIONS = new Set(['type', 'param', 'result', 'local', 'export', 'import']);

const TOKEN = /\s+|;;[^\n]*|\(;[\s\S]*?;\)|([()])|(\$?"(?:[^"\\]|\\.)*"|[^\s()";]+)/gy;

/** @param {string} text of a module */
export function parse(text) {
  const open = [[]];
  for (const [, bracket, word] of text.matchAll(TOKEN)) {
    if (bracket === '(') {
      open.push([]);
    } else if (bracket === ')') {
      const node = open.pop();
      open.at(-1).push(node);
    } else if (word !== undefined) {
      open.at(-1).push(word);
    }
  }
  return open[0][0];
}

export function print(node) {
  const parts = [];
  const visit = (it) => {
    parts.push('(');
    it.forEach((child, index) => {
      if (index > 0) {
        parts.push(typeof child === 'string' ? ' ' : '\n');
      }
      if (typeof child === 'string') {
        parts.push(child);
      } else {
        visit(child);
      }
    });
    parts.push(')');
  };
  visit(node);
  return parts.join('');
}

export function is(item, kind) {
  return Array.isArray(item) && item[0] === kind;
}

/** The fields of a module that are of a kind, such as `func`. */
export function fields(module, kind) {
  return module.filter((field) => is(field, kind));
}

/** The instructions directly in a node, in the order in which they are executed. */
export function operands(node) {
  return node.filter((child) => Array.isArray(child) && !DECLARATIONS.has(child[0]));
}

/** Where the statements of a node begin that has a list of them; -1 for others. */
export function listStart(node) {
  if (node[0] === 'then' || node[0] === 'else') {
    return 1;
  }
  if (node[0] !== 'block' && node[0] !== 'loop' && node[0] !== 'func') {
    return -1;
  }
  const start = node.findIndex(
    (child, index) => index > 0 && Array.isArray(child) && !DECLARATIONS.has(child[0]),
  );
  return start === -1 ? node.length : start;
}

/** The label of a block or a loop. */
export function labelOf(node) {
  const isLabelled = (node[0] === 'block' || node[0] === 'loop') && typeof node[1] === 'string';
  return isLabelled ? node[1] : undefined;
}

/** The type of a node's value, where it declares one. */
export function resultOf(node) {
  return node.find((child) => is(child, 'result'))?.[1];
}

/** The labels a jump names. */
export function targets(jump) {
  return jump.slice(1).filter((child) => typeof child === 'string');
}

/** A copy of a node with each instruction below it in place of what `change` makes of it, innermost first. */
export function mapNode(node, change) {
  return change(node.map((child) => (Array.isArray(child) ? mapNode(child, change) : child)));
}

/** What a function declares. */
export class Signature {
  constructor(func) {
    this.name = func[1];
    this.params = fields(func, 'param').map(([, name]) => name);
    this.locals = fields(func, 'local').map(([, name]) => name);
    this.result = resultOf(func);
    this.types = new Map(
      func.filter((it) => is(it, 'param') || is(it, 'local')).map(([, name, type]) => [name, type]),
    );
  }

  /** Its type as it stands in an import or an indirect call. */
  get use() {
    const params = this.params.map((name) => ['param', this.types.get(name)]);
    return this.result ? [...params, ['result', this.result]] : params;
  }
}

const SIZES = new Map([
  ['then', 0],
  ['else', 1],
  ['block', 3],
  ['loop', 3],
  ['if', 3],
  ['call', 3],
  ['call_indirect', 3],
  ['br', 2],
  ['br_if', 2],
  ['f32.const', 5],
  ['f64.const', 9],
  ['global.get', 2],
  ['global.set', 2],
  ['local.get', 2],
  ['local.set', 2],
  ['local.tee', 2],
]);

/** About how many bytes an instruction has with all that is in it. */
export function sizeOf(node) {
  let size = SIZES.get(node[0]) ?? (/load|store/.test(node[0]) ? 3 : 1);
  if (node[0] === 'i32.const' || node[0] === 'i64.const') {
    const magnitude = Math.abs(Number(node[1]));
    size = 2 + [64, 8192, 2 ** 20, 2 ** 27].filter((limit) => magnitude >= limit).length;
  } else if (node[0] === 'br_table') {
    size = 2 + targets(node).length;
  }
  return operands(node).reduce((sum, operand) => sum + sizeOf(operand), size);
}
