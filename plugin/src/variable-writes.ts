// Writes of variables: through the functions that a moved generator was given, and announced where other tasks may share them.
//
//   n = e     (n = e, _t.on && _v("n", true, n, 4))
//   n = e     (_x = _set_n(e), _t.on && _v("n", true, _x, 4))

import { types as t } from '@babel/core';
import { type Accessor, accessorOf, compound, named, placeOf, updateThrough, writeThrough } from './accessors';
import { assign, sequence, unnamed, withFields } from './expressions';
import { announcedName, readVariable, variableLog } from './identifier';
import type { Lowering } from './lowering';
import { isParenthesized } from './syntax';

/** @param used whether the value of the assignment is used */
export function assignVariable(
  node: t.AssignmentExpression,
  left: t.Identifier,
  used: boolean,
  lowering: Lowering,
): t.Expression {
  const name = announcedName(left, lowering);
  const accessor = accessorOf(left, lowering);
  if (name === null && accessor === null) return withFields(node, { right: valueFor(left, node, lowering) });
  if (!['&&=', '||=', '??='].includes(node.operator)) return write(node, left, name, accessor, used, lowering);
  const operator = node.operator.slice(0, -1) as t.LogicalExpression['operator'];
  const old = readVariable(left, lowering);
  const assignment: t.AssignmentExpression = { ...node, operator: '=' };
  return t.logicalExpression(operator, old, write(assignment, left, name, accessor, true, lowering));
}

/** What is assigned to the variable. `(f) = () => {}` gives the function no name. */
function valueFor(left: t.Identifier, { right }: t.AssignmentExpression, lowering: Lowering): t.Expression {
  const value = lowering.expression(right);
  return isParenthesized(left) ? unnamed(value) : value;
}

/** Every assignment but the logical ones. */
function write(
  node: t.AssignmentExpression,
  left: t.Identifier,
  name: string | null,
  accessor: Accessor | null,
  used: boolean,
  lowering: Lowering,
): t.Expression {
  const reads = node.operator !== '=';
  if (accessor === null) {
    const own = () => t.identifier(left.name);
    const before = reads && name !== null ? [variableLog(name, false, own(), left, lowering)] : [];
    const assignment = withFields(node, { right: valueFor(left, node, lowering) });
    const after = name === null ? [] : [variableLog(name, true, own(), left, lowering)];
    return sequence(...before, assignment, ...after, ...(used ? [own()] : []));
  }
  const old = reads ? readVariable(left, lowering) : left;
  const value = compound(old, node.operator, valueFor(left, node, lowering));
  const written = writeThrough(accessor, reads ? value : named(value, left.name), node);
  if (name === null) return written;
  const result = lowering.temporary();
  const after = variableLog(name, true, t.identifier(result), left, lowering);
  return sequence(assign(t.identifier(result), written), after, ...(used ? [t.identifier(result)] : []));
}

export function updateVariable(
  node: t.UpdateExpression,
  argument: t.Identifier,
  used: boolean,
  lowering: Lowering,
): t.Expression {
  const name = announcedName(argument, lowering);
  const accessor = accessorOf(argument, lowering);
  const log = (isWrite: boolean, value: t.Identifier) =>
    name === null ? [] : [variableLog(name, isWrite, value, node, lowering)];
  if (accessor !== null) return updateThrough(node, placeOf(accessor), used, log, lowering);
  if (name === null) return node;
  const own = () => t.identifier(argument.name);
  if (!used) return sequence(...log(false, own()), node, ...log(true, own()));
  const result = lowering.temporary();
  const update = assign(t.identifier(result), node);
  return sequence(...log(false, own()), update, ...log(true, own()), t.identifier(result));
}

/** Declared variables are never deleted; where the generator is, the name may mean nothing. */
export function deleteVariable(node: t.UnaryExpression, argument: t.Identifier, lowering: Lowering): t.Expression {
  const declared = lowering.binding(argument) != null && !lowering.frame.info.dynamic;
  return declared ? t.booleanLiteral(false) : node;
}
