// Reads and writes of variables: where a generator was moved away from a variable that may still change, through the functions that it
// was given; and access tracking of those that other tasks may share.
//
//   n         (_t.on && _v("n", false, n, 3), n)
//   n = e     (n = e, _t.on && _v("n", true, n, 4))
//   n = e     (_x = _set_n(e), _t.on && _v("n", true, _x, 4))

import type { types as t } from '@babel/core';
import {
  type Accessor,
  accessorOf,
  compound,
  named,
  readThrough,
  targetThrough,
  updateThrough,
  writeThrough,
} from './accessors';
import { assign, boolean, identifier, sequence, string } from './nodes';
import type { Rewriter } from './rewriter';

/** The name under which a shared variable is announced; null if it is not shared. */
export function announcedName(node: t.Identifier, rewriter: Rewriter): string | null {
  const { frame, analysis } = rewriter;
  if (!frame.tracked || !node.loc) return null;
  const binding = rewriter.binding(node) ?? analysis.uses.written.get(node);
  if (binding == null || !binding.assigned) return null;
  if (binding.scope.kind === 'program') return binding.name;
  return binding.captured ? `${binding.name}@${binding.line}` : null;
}

export function variableLog(
  name: string,
  write: boolean,
  value: t.Expression,
  node: t.Node,
  rewriter: Rewriter,
): t.Expression {
  const text = name.replace(/@\d+$/, '');
  return rewriter.log('variable', [string(name), boolean(write), value], write ? 'w' : 'r', node, text);
}

export function rewriteVariable(node: t.Identifier, rewriter: Rewriter): t.Expression {
  if (!rewriter.binding(node)) return node;
  const name = announcedName(node, rewriter);
  const accessor = accessorOf(node, rewriter);
  const value = accessor === null ? node : readThrough(accessor, node);
  if (name === null) return value;
  if (accessor === null) return sequence(variableLog(name, false, identifier(node.name), node, rewriter), node);
  const read = rewriter.temporary();
  return sequence(assign(read, value), variableLog(name, false, read, node, rewriter), identifier(read.name));
}

export function assignVariable(
  node: t.AssignmentExpression,
  left: t.Identifier,
  used: boolean,
  rewriter: Rewriter,
): t.Expression {
  const name = announcedName(left, rewriter);
  const accessor = accessorOf(left, rewriter);
  if (name === null && accessor === null) {
    node.right = rewriter.expression(node.right);
    return node;
  }
  if (['&&=', '||=', '??='].includes(node.operator)) {
    const operator = node.operator.slice(0, -1) as t.LogicalExpression['operator'];
    const old = rewriteVariable(left, rewriter);
    const right = write({ ...node, operator: '=' }, left, name, accessor, true, rewriter);
    return { type: 'LogicalExpression', operator, left: old, right };
  }
  return write(node, left, name, accessor, used, rewriter);
}

/** Every assignment but the logical ones. */
function write(
  node: t.AssignmentExpression,
  left: t.Identifier,
  name: string | null,
  accessor: Accessor | null,
  used: boolean,
  rewriter: Rewriter,
): t.Expression {
  const reads = node.operator !== '=';
  if (accessor === null) {
    const own = identifier(left.name);
    const before = reads && name !== null ? [variableLog(name, false, own, left, rewriter)] : [];
    node.right = rewriter.expression(node.right);
    const after = name === null ? [] : [variableLog(name, true, own, left, rewriter)];
    return sequence(...before, node, ...after, ...(used ? [own] : []));
  }
  const old = reads ? rewriteVariable(left, rewriter) : left;
  const value = compound(old, node.operator, rewriter.expression(node.right));
  const written = writeThrough(accessor, reads ? value : named(value, left.name), node);
  if (name === null) return written;
  const result = rewriter.temporary();
  const after = variableLog(name, true, result, left, rewriter);
  return sequence(assign(result, written), after, ...(used ? [identifier(result.name)] : []));
}

export function updateVariable(
  node: t.UpdateExpression,
  argument: t.Identifier,
  used: boolean,
  rewriter: Rewriter,
): t.Expression {
  const name = announcedName(argument, rewriter);
  const accessor = accessorOf(argument, rewriter);
  const log = (isWrite: boolean, value: t.Identifier) =>
    name === null ? [] : [variableLog(name, isWrite, value, node, rewriter)];
  if (accessor !== null) return updateThrough(node, accessor, used, log, rewriter);
  if (name === null) return node;
  const own = () => identifier(argument.name);
  if (!used) return sequence(...log(false, own()), node, ...log(true, own()));
  const result = rewriter.temporary();
  return sequence(...log(false, own()), assign(result, node), ...log(true, own()), identifier(result.name));
}

/** Declared variables are never deleted; where the generator is, the name may mean nothing. */
export function deleteVariable(node: t.UnaryExpression, argument: t.Identifier, rewriter: Rewriter): t.Expression {
  const declared = rewriter.binding(argument) != null && !rewriter.frame.info.dynamic;
  return declared ? boolean(false) : node;
}

/** As a target of destructuring or at the head of a loop. */
export function variableTarget(node: t.Identifier, rewriter: Rewriter): t.Identifier | t.MemberExpression {
  const accessor = accessorOf(node, rewriter);
  return accessor === null ? node : targetThrough(accessor, rewriter);
}
