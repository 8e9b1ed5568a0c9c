// Which locals of a function are live: have a value that may be read later. A set of them is a bigint, a bit for each.

import { is, labelOf, listStart, operands, targets } from './wat.mjs';

export class Liveness {
  /**
   * What was live behind the lists that were asked for, and at the labels they are in.
   *
   * @type {Map<object, { behind: bigint, labels: Map<string, bigint> }>}
   */
  records = new Map();

  #labels = new Map();
  #bitOf;
  #wanted;
  #outside;

  /**
   * @param {(local: string) => bigint} bitOf
   * @param {Set<object>} [wanted] the lists of which a record is kept
   * @param {bigint} [outside] what is live at labels that are not known
   */
  constructor(bitOf, wanted = new Set(), outside = 0n) {
    this.#bitOf = bitOf;
    this.#wanted = wanted;
    this.#outside = outside;
  }

  /** What is live before a list of statements, of what is live behind it. */
  list(node, behind) {
    if (this.#wanted.has(node)) {
      this.records.set(node, { behind, labels: new Map(this.#labels) });
    }
    return this.statements(node.slice(listStart(node)), behind);
  }

  statements(nodes, behind) {
    return nodes.reduceRight((live, node) => this.node(node, live), behind);
  }

  node(node, behind) {
    const [kind, name] = node;
    if (kind === 'block') {
      this.#labels.set(labelOf(node), behind);
      return this.list(node, behind);
    }
    if (kind === 'loop') {
      return this.#loop(node, behind);
    }
    if (kind === 'if') {
      const [condition, ...arms] = operands(node);
      const skipped = arms.some((arm) => is(arm, 'else')) ? 0n : behind;
      const live = arms.reduce((all, arm) => all | this.list(arm, behind), skipped);
      return this.node(condition, live);
    }
    if (kind === 'local.get') {
      return behind | this.#bitOf(name);
    }
    return this.statements(operands(node), this.#after(node, behind));
  }

  /** What is live between the operands of a node and its own doing. */
  #after(node, behind) {
    switch (node[0]) {
      case 'br':
      case 'br_table':
        return targets(node).reduce((live, label) => live | this.#at(label), 0n);
      case 'br_if':
        return behind | this.#at(node[1]);
      case 'return':
      case 'unreachable':
        return 0n;
      case 'local.set':
      case 'local.tee':
        return behind & ~this.#bitOf(node[1]);
      default:
        return behind;
    }
  }

  /** What is live at the beginning of a loop is live wherever it begins again. */
  #loop(node, behind) {
    this.#labels.set(labelOf(node), 0n);
    for (;;) {
      const live = this.list(node, behind);
      if (live === this.#labels.get(labelOf(node))) {
        return live;
      }
      this.#labels.set(labelOf(node), live);
    }
  }

  #at(label) {
    return this.#labels.get(label) ?? this.#outside;
  }
}
