// `super` in a body that was moved away from its method or constructor: through the functions that it was given. Elsewhere it stays.

import type { types as t } from '@babel/core';
import { call, identifier, member, positioned } from './nodes';
import type { Rewriter } from './rewriter';

/** `super.k` as a value. */
export function rewriteSuperMember(node: t.MemberExpression, rewriter: Rewriter): t.Expression {
  const { superGet } = rewriter.frame;
  if (superGet === null) {
    rewriter.children(node);
    return node;
  }
  return positioned(call(identifier(superGet), [superKey(node, rewriter)]), node);
}

function superKey(node: t.MemberExpression, rewriter: Rewriter): t.Expression {
  if (node.computed) return rewriter.expression(node.property);
  return { type: 'StringLiteral', value: (node.property as t.Identifier).name };
}

/** `super(a)` in an async arrow function of a constructor. */
export function constructSuper(node: t.CallExpression, rewriter: Rewriter): t.Expression {
  const { superCall } = rewriter.frame;
  if (superCall !== null) node.callee = identifier(superCall);
  rewriter.list(node.arguments);
  return node;
}

/** `super.m(a)` is called on `this`. */
export function superCall(node: t.CallExpression, callee: t.MemberExpression, rewriter: Rewriter): t.Expression {
  const method = rewriteSuperMember(callee, rewriter);
  rewriter.list(node.arguments);
  if (method === callee) return node;
  node.callee = member(method, 'call');
  node.arguments.unshift(rewriter.self());
  return node;
}

export function superAssignment(
  node: t.AssignmentExpression,
  left: t.MemberExpression,
  rewriter: Rewriter,
): t.Expression {
  const { superGet, superSet } = rewriter.frame;
  if (superSet === null) {
    rewriter.children(node);
    return node;
  }
  const key = superKey(left, rewriter);
  const right = rewriter.expression(node.right);
  if (node.operator === '=') return positioned(call(identifier(superSet), [key, right]), node);
  const old = call(identifier(superGet ?? superSet), [key]);
  const operator = node.operator.slice(0, -1);
  const value = ['&&', '||', '??'].includes(operator)
    ? ({ type: 'LogicalExpression', operator, left: old, right } as t.LogicalExpression)
    : ({ type: 'BinaryExpression', operator, left: old, right } as t.BinaryExpression);
  return positioned(call(identifier(superSet), [structuredClone(key), value]), node);
}
