// Elements of typed arrays, by whatever name: `o[k]` may be one of shared memory. Object and key are evaluated once, in their place.

import { types as t } from '@babel/core';
import { propertyLog } from '../access-log';
import { booleanLiteral, callExpression, identifier } from '../builders';
import { again, assign, hold, member, sequence, withFields } from '../expressions';
import type { Lowering } from '../lowering';
import { keep, lowerChain } from '../member';
import { isAnnounced } from '../property-writes';
import { isLiteral, isPlain, isQuiet } from '../quiet';
import { touchElement } from './enter';

type Member = t.MemberExpression;

/** Whether a member may be an element. */
export function isElement(node: t.Node): node is Member {
  if (node.type !== 'MemberExpression' || !node.computed || node.object.type === 'Super') return false;
  const { property } = node;
  return property.type !== 'StringLiteral' && property.type !== 'TemplateLiteral';
}

/** A read that has been lowered; what announces it to access tracking may stand in front. */
export function readElement(node: Member, lowered: t.Expression, lowering: Lowering): t.Expression {
  const before = lowered.type === 'SequenceExpression' ? lowered.expressions.slice(0, -1) : [];
  const last = lowered.type === 'SequenceExpression' ? lowered.expressions.at(-1) : lowered;
  if (last?.type !== 'MemberExpression' || !last.computed || !node.loc) return lowered;
  const object = last.object as t.Expression;
  const key = last.property as t.Expression;
  if (!lowering.frame.deep) return readPlainly(node, last, before, lowering);
  if (isPlain(object) && isPlain(key))
    return sequence(...before, touchElement(object, key, false, node, lowering), last);
  if (!lowering.canDeclare) return lowered;
  const [o, k] = [pin(object, lowering), pin(key, lowering)];
  const touch = touchElement(o.again, k.again, false, node, lowering);
  return sequence(...before, ...o.first, ...k.first, touch, { ...last, object: o.again, property: k.again });
}

/**
 * In the plain form both switches are one: `_d.look ? _$.take(v, i, true, _s + 4) : v[i]`.
 * @param before what is evaluated in front, and announces the read to access tracking
 */
function readPlainly(
  node: Member,
  last: t.MemberExpression,
  before: readonly t.Expression[],
  lowering: Lowering,
): t.Expression {
  const isLog = ({ type }: t.Node) => type === 'LogicalExpression';
  const announced = before.filter(isLog);
  const first = before.filter((one) => !isLog(one));
  let [object, key] = [last.object as t.Expression, last.property as t.Expression];
  if (!isPlain(object) || !isPlain(key)) {
    if (!lowering.canDeclare) return sequence(...before, last);
    const [o, k] = [pin(object, lowering), pin(key, lowering)];
    first.push(...o.first, ...k.first);
    [object, key] = [o.again, k.again];
  }
  const args = [again(object), again(key), booleanLiteral(announced.length > 0), lowering.site('r', node)];
  const take = callExpression(lowering.entry('take'), args);
  const read = { ...last, object, property: key };
  return sequence(...first, t.conditionalExpression(member(lowering.deepSwitch(), 'look'), take, read));
}

interface Pinned {
  /** What evaluates it. */
  readonly first: t.Expression[];
  readonly again: t.Expression;
}

/** Evaluated once, and named afterwards. */
function pin(value: t.Expression, lowering: Lowering): Pinned {
  if (isLiteral(value) || value.type === 'ThisExpression') return { first: [], again: value };
  const name = lowering.held();
  return { first: keep(name, value), again: identifier(name) };
}

interface Place {
  readonly first: t.Expression[];
  readonly object: t.Expression;
  readonly key: t.Expression;
  /** The element once more. */
  element(): Member;
}

/** @param steady plain names in it mean the same until the end */
function pinTarget(left: Member, lowering: Lowering, steady: boolean): Place {
  const target = lowerChain(left, lowering);
  const part = (value: t.Expression): Pinned =>
    steady && value.type === 'Identifier' ? { first: [], again: value } : pin(value, lowering);
  const object = part(target.object as t.Expression);
  const key = part(target.property as t.Expression);
  const element = () => ({ ...left, object: again(object.again), property: again(key.again) });
  return { first: [...object.first, ...key.first], object: object.again, key: key.again, element };
}

/** Announces the element to access tracking. */
function log(kind: 'read' | 'write', left: Member, { object, key }: Place, lowering: Lowering): t.Expression[] {
  if (!isAnnounced(left, lowering)) return [];
  return [propertyLog(kind, again(object), again(key), left, lowering.sites.source(left), lowering)];
}

/** `o[k] = v` and its kin, before it is lowered. */
export function assignElement(node: t.AssignmentExpression, left: Member, lowering: Lowering): t.Expression {
  const place = pinTarget(left, lowering, !lowering.frame.deep && isQuiet(node.right));
  const value = lowering.held();
  const own = () => identifier(value);
  const write = () => [
    touchElement(place.object, place.key, true, left, lowering),
    withFields(assign(place.element(), own()), { loc: node.loc, start: node.start, end: node.end }),
    ...log('write', left, place, lowering),
  ];
  if (node.operator === '=') {
    const right = lowering.expression(node.right);
    if (!lowering.frame.deep) return writePlainly(left, place, right, value, lowering);
    return sequence(...place.first, hold(value, right), ...write(), own());
  }
  const read = [
    ...log('read', left, place, lowering),
    touchElement(place.object, place.key, false, left, lowering),
    hold(value, place.element()),
  ];
  const operator = node.operator.slice(0, -1);
  if (operator === '&&' || operator === '||' || operator === '??') {
    const right = sequence(hold(value, lowering.expression(node.right)), ...write(), own());
    return sequence(...place.first, ...read, t.logicalExpression(operator, own(), right));
  }
  const right = lowering.expression(node.right);
  const made = t.binaryExpression(operator as t.BinaryExpression['operator'], own(), right);
  return sequence(...place.first, ...read, assign(own(), made), ...write(), own());
}

/** The same as a read: `_d.look ? _$.put(v, i, x, true, _s + 5) : v[i] = x`. */
function writePlainly(
  left: Member,
  place: Place,
  right: t.Expression,
  value: string,
  lowering: Lowering,
): t.Expression {
  const simple = isPlain(right) && right.type !== 'ThisExpression';
  const own = () => (simple ? again(right) : identifier(value));
  const announced = booleanLiteral(isAnnounced(left, lowering));
  const args = [again(place.object), again(place.key), own(), announced, lowering.site('w', left)];
  const put = callExpression(lowering.entry(lowering.frame.info.strict ? 'put' : 'putSloppily'), args);
  const write = assign(place.element(), own());
  const choice = t.conditionalExpression(member(lowering.deepSwitch(), 'look'), put, write);
  return simple ? sequence(...place.first, choice) : sequence(...place.first, hold(value, right), choice);
}

/** `o[k]++` and its kin. */
export function updateElement(node: t.UpdateExpression, argument: Member, lowering: Lowering): t.Expression {
  const place = pinTarget(argument, lowering, !lowering.frame.deep);
  const value = lowering.held();
  const result = lowering.held();
  const own = () => identifier(value);
  return sequence(
    ...place.first,
    ...log('read', argument, place, lowering),
    touchElement(place.object, place.key, false, argument, lowering),
    hold(value, place.element()),
    assign(identifier(result), t.updateExpression(node.operator, own(), node.prefix)),
    touchElement(place.object, place.key, true, argument, lowering),
    assign(place.element(), own()),
    ...log('write', argument, place, lowering),
    identifier(result),
  );
}

/** A target of destructuring: the sync point comes before the step that gives the value. */
export function elementTarget(target: Member, source: Member, lowering: Lowering): Member {
  if (!lowering.canDeclare || !source.loc) return target;
  const object = pin(target.object as t.Expression, lowering);
  const key = pin(target.property as t.Expression, lowering);
  const touch = touchElement(object.again, key.again, true, source, lowering);
  return {
    ...target,
    object: sequence(...object.first, ...key.first, touch, again(object.again)),
    property: again(key.again),
  };
}
