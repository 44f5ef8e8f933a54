// Captured variables that may still change: a hoisted generator gets functions that read and write them where they are.
//
//   let n = 0; const task = async () => { n = n + 1; }
//   let n = 0; const task = () => _$.run(_task(() => n, _value => n = _value), _s)
//   function* _task(_n, _set_n) { _set_n(_n() + 1) }
//
// What the variable's own place makes of it stays: the temporal dead zone, assignment to constants, what `eval` does to it.

import { types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import { arrow, assign, isAnonymous, member, sequence, string } from './expressions';
import { hasArguments } from './function-facts';
import type { Lowering } from './lowering';
import { positioned } from './position';

/** The names that stand for a variable in the generators that it is passed to. */
export interface Accessor {
  readonly get: string;
  readonly set: string;
}

/** The accessor by which the name must be used here, or null where the name itself is good. */
export function accessorOf(node: t.Node, lowering: Lowering): Accessor | null {
  const { accessors, argumentsName, argumentsSet } = lowering.frame;
  if (node.type !== 'Identifier') return null;
  if (argumentsName !== null && argumentsSet !== null && isArguments(node, lowering))
    return { get: argumentsName, set: argumentsSet };
  if (accessors.size === 0) return null;
  const binding = lowering.binding(node);
  return binding != null && accessors.has(binding) ? lowering.accessor(binding) : null;
}

/** The implicit `arguments` of a function, which no variable hides. */
export function isArguments(node: t.Identifier, lowering: Lowering): boolean {
  return node.name === 'arguments' && lowering.binding(node) === null && hasArguments(lowering.frame.info);
}

/** The functions to be passed, made where the variable is visible. */
export function reader({ identifier }: Binding): t.Expression {
  return arrow([], t.identifier(identifier.name));
}

export function writer({ identifier }: Binding, lowering: Lowering): t.Expression {
  const value = lowering.names.shared('_value');
  return arrow([t.identifier(value)], assign(t.identifier(identifier.name), t.identifier(value)));
}

export function readThrough({ get }: Accessor, node: t.Node): t.Expression {
  return positioned(t.callExpression(t.identifier(get), []), node);
}

/** The value of the call is the value that was assigned. */
export function writeThrough({ set }: Accessor, value: t.Expression, node: t.Node): t.Expression {
  return positioned(t.callExpression(t.identifier(set), [value]), node);
}

/** The value of `n op= right` up to the assignment; `right` has been lowered. */
export function compound(old: t.Expression, operator: string, right: t.Expression): t.Expression {
  return operator === '='
    ? right
    : t.binaryExpression(operator.slice(0, -1) as t.BinaryExpression['operator'], old, right);
}

/** An anonymous function that is assigned to a variable is called like it. */
export function named(value: t.Expression, name: string): t.Expression {
  if (!isAnonymous(value)) return value;
  const object = t.objectExpression([t.objectProperty(string(name), value, true)]);
  return t.memberExpression(object, string(name), true);
}

/** Something that is read and written by other means than its name. */
export interface Place {
  read(node: t.Node): t.Expression;
  write(value: t.Expression, node: t.Node): t.Expression;
}

export function placeOf(accessor: Accessor): Place {
  return {
    read: (node) => readThrough(accessor, node),
    write: (value, node) => writeThrough(accessor, value, node),
  };
}

/**
 * `++` and `--`: the old value is converted to a number, once, before the new one is written.
 * @param log announces a read or a write of the value that the given variable holds
 */
export function updateThrough(
  node: t.UpdateExpression,
  place: Place,
  used: boolean,
  log: (write: boolean, value: t.Identifier) => t.Expression[],
  lowering: Lowering,
): t.Expression {
  const keepsOld = used && !node.prefix;
  const value = lowering.held();
  const result = keepsOld ? lowering.temporary() : value;
  const update = (prefix: boolean) => t.updateExpression(node.operator, t.identifier(value), prefix);
  const whole = sequence(
    assign(t.identifier(value), place.read(node)),
    ...log(false, t.identifier(value)),
    ...(keepsOld ? [assign(t.identifier(result), update(false))] : []),
    place.write(keepsOld ? t.identifier(value) : update(true), node),
    ...log(true, t.identifier(value)),
    ...(used ? [t.identifier(result)] : []),
  );
  if (lowering.canDeclare) return whole;
  const variables = keepsOld ? [value, result] : [value];
  return t.callExpression(
    arrow(
      variables.map((name) => t.identifier(name)),
      whole,
    ),
    [],
  );
}

/** What stands for the variable as a target of destructuring and at the head of loops. */
export function targetThrough({ set }: Accessor, lowering: Lowering): t.MemberExpression {
  return member(t.callExpression(lowering.helpers.reference('target'), [t.identifier(set)]), 'v');
}
