// Reads of variables: where a generator was moved away from a variable that may still change, through the functions that it was given;
// and access tracking of those that other tasks may share. Writes are in variable-writes.ts.
//
//   n         (_t.on && _v("n", false, n, 3), n)

import { types as t } from '@babel/core';
import { accessLog } from './access-log';
import { accessorOf, isArguments, readThrough, targetThrough } from './accessors';
import { assign, sequence, string } from './expressions';
import { controlledGlobal } from './free-globals';
import type { Lowering, Visitors } from './lowering';

export const identifier: Visitors = {
  Identifier(node, lowering) {
    if (lowering.known.entries.has(node)) return lowering.entry(node.name);
    const { argumentsName, argumentsSet } = lowering.frame;
    if (argumentsName !== null && isArguments(node, lowering))
      return argumentsSet === null
        ? t.identifier(argumentsName)
        : readThrough({ get: argumentsName, set: argumentsSet }, node);
    return controlledGlobal(node, lowering) ?? readVariable(node, lowering);
  },
};

/** The name under which a shared variable is announced; null if it is not shared. */
export function announcedName(node: t.Identifier, lowering: Lowering): string | null {
  if (!lowering.frame.tracked || !node.loc) return null;
  const binding = lowering.binding(node);
  if (binding == null || !lowering.facts.binding(binding).assigned) return null;
  const { name, line, atTop, captured } = lowering.facts.binding(binding);
  if (atTop) return name;
  return captured ? `${name}@${line}` : null;
}

export function variableLog(
  name: string,
  write: boolean,
  value: t.Expression,
  node: t.Node,
  lowering: Lowering,
): t.Expression {
  const args = [string(name), t.booleanLiteral(write), value];
  return accessLog('variable', args, write ? 'w' : 'r', node, name.replace(/@\d+$/, ''), lowering);
}

export function readVariable(node: t.Identifier, lowering: Lowering): t.Expression {
  const accessor = accessorOf(node, lowering);
  if (accessor === null && !lowering.binding(node)) return node;
  const name = announcedName(node, lowering);
  const value = accessor === null ? node : readThrough(accessor, node);
  if (name === null) return value;
  if (accessor === null) return sequence(variableLog(name, false, t.identifier(node.name), node, lowering), node);
  const read = lowering.temporary();
  return sequence(
    assign(t.identifier(read), value),
    variableLog(name, false, t.identifier(read), node, lowering),
    t.identifier(read),
  );
}

/** As a target of destructuring or at the head of a loop. */
export function variableTarget(node: t.Identifier, lowering: Lowering): t.Identifier | t.MemberExpression {
  const accessor = accessorOf(node, lowering);
  return accessor === null ? node : targetThrough(accessor, lowering);
}
