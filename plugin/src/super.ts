// `super` in a body that was moved away from its method or constructor: through the functions that it was given. Elsewhere it stays.

import { types as t } from '@babel/core';
import { compound, type Place, updateThrough } from './accessors';
import { arrow, hold, member, sequence, string, withFields } from './expressions';
import type { Lowering } from './lowering';
import { positioned } from './position';
import { isLiteral } from './quiet';

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
  return withFields(node, { callee: methodOf(callee, false, lowering), arguments: lowering.list(node.arguments) });
}

/** The method as something that can be called without an object, wherever the body is. */
function methodOf(node: t.MemberExpression, optional: boolean, lowering: Lowering): t.Expression {
  const method = readSuper(node, lowering);
  if (lowering.frame.superGet === null) return method;
  const { property } = node;
  let place = `.${(property as t.Identifier).name}`;
  if (node.computed)
    place = t.isStringLiteral(property) ? `.${property.value}` : `[${lowering.sites.source(property)}]`;
  const args = [method, lowering.self(), string(place), ...(optional ? [t.booleanLiteral(true)] : [])];
  return t.callExpression(lowering.entry('superMethod'), args);
}

/** `super.f?.(a)` */
export function callOptionalSuper(
  node: t.OptionalCallExpression,
  callee: t.MemberExpression,
  lowering: Lowering,
): t.Expression {
  return withFields(node, {
    callee: methodOf(callee, node.optional, lowering),
    arguments: lowering.list(node.arguments),
  });
}

/** The method as a tag, which is called on `this`. */
export function tagSuper(tag: t.MemberExpression, lowering: Lowering): t.Expression {
  return methodOf(tag, false, lowering);
}

export function assignSuper(node: t.AssignmentExpression, left: t.MemberExpression, lowering: Lowering): t.Expression {
  const { superSet } = lowering.frame;
  if (superSet === null) {
    const target = readSuper(left, lowering) as t.MemberExpression;
    return withFields(node, { left: target, right: lowering.expression(node.right) });
  }
  if (node.operator === '=') {
    const key = superKey(left, lowering);
    return positioned(call(superSet, key, lowering.expression(node.right)), node);
  }
  return withKey(left, lowering, ({ read, write }) => {
    const right = lowering.expression(node.right);
    if (!['&&=', '||=', '??='].includes(node.operator)) return write(compound(read(node), node.operator, right), node);
    const operator = node.operator.slice(0, -1) as t.LogicalExpression['operator'];
    return t.logicalExpression(operator, read(node), write(right, node));
  });
}

export function updateSuper(
  node: t.UpdateExpression,
  argument: t.MemberExpression,
  used: boolean,
  lowering: Lowering,
): t.Expression {
  if (lowering.frame.superSet === null)
    return withFields(node, { argument: readSuper(argument, lowering) as t.MemberExpression });
  return withKey(argument, lowering, (place) => updateThrough(node, place, used, () => [], lowering));
}

/** Evaluates the key once, for a read and a write. */
function withKey(node: t.MemberExpression, lowering: Lowering, use: (place: Place) => t.Expression): t.Expression {
  const { superGet, superSet } = lowering.frame;
  const key = superKey(node, lowering);
  const name = isLiteral(key) ? null : lowering.held();
  const again = () => (name === null ? t.cloneNode(key) : t.identifier(name));
  const whole = use({
    read: (origin) => positioned(call(superGet as string, again()), origin),
    write: (value, origin) => positioned(call(superSet as string, again(), value), origin),
  });
  if (name === null) return whole;
  if (lowering.canDeclare) return sequence(hold(name, key), whole);
  return t.callExpression(arrow([t.identifier(name)], whole), [key]);
}

/** What stands for `super.k` as a target of destructuring and at the head of loops. */
export function superTarget(node: t.MemberExpression, lowering: Lowering): t.MemberExpression {
  const { superSet } = lowering.frame;
  if (superSet === null) return readSuper(node, lowering) as t.MemberExpression;
  const [k, v] = ['k', 'v'] as const;
  const setter = arrow([t.identifier(v)], call(superSet, t.identifier(k), t.identifier(v)));
  const set = t.callExpression(arrow([t.identifier(k)], setter), [superKey(node, lowering)]);
  return member(t.callExpression(lowering.helpers.reference('target'), [set]), 'v');
}

/** Always an error, once the key was evaluated. */
export function deleteSuper(node: t.UnaryExpression, argument: t.MemberExpression, lowering: Lowering): t.Expression {
  if (lowering.frame.superGet === null)
    return withFields(node, { argument: readSuper(argument, lowering) as t.MemberExpression });
  const error = t.newExpression(t.identifier('ReferenceError'), [string("Unsupported reference to 'super'")]);
  const fail = t.callExpression(arrow([], t.blockStatement([t.throwStatement(error)])), []);
  return sequence(superKey(argument, lowering), positioned(fail, node));
}

function call(name: string, ...args: t.Expression[]): t.Expression {
  return t.callExpression(t.identifier(name), args);
}
