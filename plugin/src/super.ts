// `super` in a body that was moved away from its method or constructor: through the functions that it was given. Elsewhere it stays.

import { types as t } from '@babel/core';
import { member, string, withFields } from './expressions';
import type { Lowering } from './lowering';
import { positioned } from './position';

/** `super.k` as a value. */
export function readSuper(node: t.MemberExpression, lowering: Lowering): t.Expression {
  const { superGet } = lowering.frame;
  if (superGet === null)
    return withFields(node, { property: node.computed ? lowering.expression(node.property) : node.property });
  return positioned(t.callExpression(t.identifier(superGet), [superKey(node, lowering)]), node);
}

function superKey(node: t.MemberExpression, lowering: Lowering): t.Expression {
  return node.computed ? lowering.expression(node.property) : string((node.property as t.Identifier).name);
}

/** `super(a)` in an async arrow function of a constructor. */
export function constructSuper(node: t.CallExpression, lowering: Lowering): t.Expression {
  const { superCall } = lowering.frame;
  const callee = superCall === null ? node.callee : t.identifier(superCall);
  return withFields(node, { callee, arguments: lowering.list(node.arguments) });
}

/** `super.m(a)` is called on `this`. */
export function callSuper(node: t.CallExpression, callee: t.MemberExpression, lowering: Lowering): t.Expression {
  const method = readSuper(callee, lowering);
  const args = lowering.list(node.arguments);
  if (lowering.frame.superGet === null) return withFields(node, { callee: method, arguments: args });
  return { ...node, callee: member(method, 'call'), arguments: [lowering.self(), ...args] };
}

export function assignSuper(node: t.AssignmentExpression, left: t.MemberExpression, lowering: Lowering): t.Expression {
  const { superGet, superSet } = lowering.frame;
  if (superSet === null) {
    const target = readSuper(left, lowering) as t.MemberExpression;
    return withFields(node, { left: target, right: lowering.expression(node.right) });
  }
  const key = superKey(left, lowering);
  const right = lowering.expression(node.right);
  const set = (value: t.Expression, k: t.Expression) => t.callExpression(t.identifier(superSet), [k, value]);
  if (node.operator === '=') return positioned(set(right, key), node);
  const old = t.callExpression(t.identifier(superGet ?? superSet), [key]);
  const operator = node.operator.slice(0, -1);
  const value = ['&&', '||', '??'].includes(operator)
    ? t.logicalExpression(operator as t.LogicalExpression['operator'], old, right)
    : t.binaryExpression(operator as t.BinaryExpression['operator'], old, right);
  return positioned(set(value, t.cloneNode(key)), node);
}
