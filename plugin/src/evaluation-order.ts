// The order of evaluation, as far as the text shows it. Babel's `willIMaybeExecuteBefore` goes by the order in which fields are visited,
// follows calls, and takes "may be" for an answer; source positions would not do, because other plugins have moved nodes.

import { type NodePath, types as t } from '@babel/core';

/** What is evaluated in another order than it is visited. */
const ORDER: Record<string, readonly string[]> = {
  VariableDeclarator: ['init', 'id'],
  AssignmentPattern: ['right', 'left'],
  ForInStatement: ['right', 'left', 'body'],
  ForOfStatement: ['right', 'left', 'body'],
};

/** Whether `first` is over when `second` begins. */
export function precedes(first: NodePath, second: NodePath): boolean {
  const steps = new Map<t.Node, NodePath>();
  for (let step: NodePath | null = second; step?.parentPath; step = step.parentPath) {
    if (step.node === first.node) return false;
    steps.set(step.parentPath.node, step);
  }
  for (let step: NodePath | null = first; step?.parentPath; step = step.parentPath) {
    if (step.node === second.node) return false;
    const other = steps.get(step.parentPath.node);
    if (other !== undefined) return comesBefore(step, other, step.parentPath.node);
  }
  return false;
}

/** Of two children of `parent`. */
function comesBefore(one: NodePath, other: NodePath, parent: t.Node): boolean {
  if (one.listKey === other.listKey && one.listKey) return Number(one.key) < Number(other.key);
  const order = ORDER[parent.type] ?? t.VISITOR_KEYS[parent.type] ?? [];
  return order.indexOf(fieldOf(one)) < order.indexOf(fieldOf(other));
}

function fieldOf({ listKey, key }: NodePath): string {
  return listKey || String(key);
}
