// Optional chains with calls in generators of deep mode, taken apart: each call is entered, and `this` stays what it is.
//
//   a?.m(b)      (_x1 = a, _x1 == null ? void 0 : (_y = _$.into(_x1, _x1.m, [b], "a?.m"), _d.in ? yield* _y : _y))

import { types as t } from '@babel/core';
import { callExpression, identifier } from '../builders';
import { hold, nothing, sequence, string } from '../expressions';
import type { Lowering } from '../lowering';
import { enterGetter, isDeclared } from './accessors';
import { calleeText, enterMade, touchElement } from './enter';

type Link = t.OptionalMemberExpression | t.OptionalCallExpression;

const isLink = (node: t.Node): node is Link =>
  node.type === 'OptionalMemberExpression' || node.type === 'OptionalCallExpression';

const before = (link: Link): t.Expression =>
  link.type === 'OptionalCallExpression' ? (link.callee as t.Expression) : link.object;

const isGetter = (link: Link, lowering: Lowering): boolean =>
  link.type === 'OptionalMemberExpression' &&
  !link.computed &&
  isDeclared('get', (link.property as t.Identifier).name, lowering);

/** The links of a chain, the first one first, and what it begins with; null if nothing is called in it, or it is one of `super`. */
function linksOf(node: Link, lowering: Lowering): { links: Link[]; start: t.Expression } | null {
  const links: Link[] = [];
  let place: t.Expression = node;
  for (; isLink(place); place = before(place)) links.unshift(place);
  if (!links.some((link) => link.type === 'OptionalCallExpression' || isGetter(link, lowering))) return null;
  return place.type === 'MemberExpression' && place.object.type === 'Super' ? null : { links, start: place };
}

/** The chain, lowered; null if it is none of these. */
export function enterChain(node: Link, lowering: Lowering): t.Expression | null {
  const chain = linksOf(node, lowering);
  if (chain === null || !lowering.canDeclare) return null;
  const { links, start } = chain;
  const steps: t.Expression[] = [];
  const keep = (value: t.Expression): t.Expression => {
    const name = lowering.held();
    steps.push(hold(name, value));
    return identifier(name);
  };
  let self = nothing() as t.Expression;
  let value: t.Expression;
  if (start.type === 'MemberExpression' && links[0]?.type === 'OptionalCallExpression') {
    self = keep(lowering.expression(start.object));
    value = keep(memberOf(self, start, keep, steps, lowering));
  } else value = keep(lowering.expression(start));
  return follow(links, 0, self, value, steps, lowering);
}

function memberOf(
  object: t.Expression,
  node: t.MemberExpression | t.OptionalMemberExpression,
  keep: (value: t.Expression) => t.Expression,
  steps: t.Expression[],
  lowering: Lowering,
): t.Expression {
  if (!node.computed) {
    const read = t.memberExpression(object, node.property as t.Identifier | t.PrivateName);
    return enterGetter(node, read, lowering);
  }
  const key = keep(lowering.expression(node.property));
  if (node.loc) steps.push(touchElement(object, key, false, node, lowering));
  return t.memberExpression(object, key, true);
}

function follow(
  links: readonly Link[],
  from: number,
  self: t.Expression,
  value: t.Expression,
  steps: t.Expression[],
  lowering: Lowering,
): t.Expression {
  const link = links[from];
  if (link === undefined) return sequence(...steps, value);
  const rest: t.Expression[] = link.optional ? [] : steps;
  const keep = (made: t.Expression): t.Expression => {
    const name = lowering.held();
    rest.push(hold(name, made));
    return identifier(name);
  };
  let next: t.Expression;
  let owner: t.Expression = nothing();
  if (link.type === 'OptionalCallExpression') {
    const args = t.arrayExpression(lowering.list(link.arguments) as t.ArrayExpression['elements']);
    const call = [self, value, args, string(calleeText(link.callee))];
    next = keep(enterMade(callExpression(lowering.entry('into'), call), lowering));
  } else {
    owner = value;
    next = keep(memberOf(value, link, keep, rest, lowering));
  }
  const result = follow(links, from + 1, owner, next, rest, lowering);
  if (!link.optional) return result;
  const isMissing = t.binaryExpression('==', value, t.nullLiteral());
  return sequence(...steps, t.conditionalExpression(isMissing, nothing(), result));
}
