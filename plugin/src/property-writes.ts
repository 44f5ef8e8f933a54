// Writes of properties: assignments, updates and `delete`, announced when they have happened; what they read, before.
//
//   o.k = v      (_x = o.k = v, _t.on && _w(o, "k", 8), _x)
//   o.k += v     (_t.on && _r(o, "k", 7), _x = o.k += v, _t.on && _w(o, "k", 8), _x)

import type { types as t } from '@babel/core';
import { accessLog, propertyLog } from './access-log';
import { booleanLiteral, identifier, logicalExpression } from './builders';
import { again, assign, hold, sequence, withFields } from './expressions';
import type { Lowering } from './lowering';
import { lowerChain } from './member';
import { isPlain, isQuiet } from './quiet';
import { isTracked, plainKey } from './shared-objects';

/** Whether a write of the property can be announced here. */
export function isAnnounced(node: t.MemberExpression, lowering: Lowering): boolean {
  return lowering.canDeclare && isTracked(node, lowering);
}

/** A target whose object and key are evaluated once, in their place, and can be named again afterwards. */
interface Pinned {
  readonly target: t.MemberExpression;
  readonly object: t.Expression;
  readonly key: t.Expression;
}

/** @param quiet nothing changes while the value is evaluated */
function pin(node: t.MemberExpression, quiet: boolean, lowering: Lowering): Pinned {
  const key = plainKey(node, lowering);
  const steady = lowering.isPlain(node.object) && (quiet || isConstant(node.object, lowering));
  const steadyKey = key !== null && (quiet || !node.computed || isConstant(node.property, lowering));
  let target = lowerChain(node, lowering);
  let object = target.object as t.Expression;
  if (!steady || !isPlain(object)) {
    const held = lowering.held();
    target = withFields(target, { object: hold(held, object) });
    object = identifier(held);
  }
  if (key !== null && steadyKey) return { target, object: again(object), key };
  const held = lowering.held();
  const property = hold(held, target.property as t.Expression);
  return { target: withFields(target, { property }), object: again(object), key: identifier(held) };
}

function isConstant(node: t.Node, lowering: Lowering): boolean {
  if (node.type !== 'Identifier') return true;
  const binding = lowering.binding(node);
  if (binding == null) return false;
  const { assigned, writes } = lowering.facts.binding(binding);
  return !assigned && writes.length <= 1;
}

/** The target with what it evaluates taken out in front. */
function unpin({ target }: Pinned): { before: t.Expression[]; target: t.MemberExpression } {
  const before: t.Expression[] = [];
  const take = <T extends t.Node>(part: T): T | t.Identifier => {
    if (part.type !== 'AssignmentExpression') return part;
    before.push(part);
    return identifier((part.left as t.Identifier).name);
  };
  const object = take(target.object);
  return { target: withFields(target, { object, property: take(target.property) }), before };
}

export function writeProperty(
  node: t.AssignmentExpression,
  left: t.MemberExpression,
  used: boolean,
  lowering: Lowering,
): t.Expression {
  const text = lowering.sites.source(left);
  const pinned = pin(left, isQuiet(node.right), lowering);
  const { object, key } = pinned;
  const before: t.Expression[] = [];
  let { target } = pinned;
  if (node.operator !== '=') {
    const taken = unpin(pinned);
    target = taken.target;
    before.push(...taken.before, readLog(left, pinned, text, lowering));
  }
  let right = lowering.expression(node.right);
  let write = propertyLog('write', object, key, left, text, lowering);
  if (['&&=', '||=', '??='].includes(node.operator)) {
    const happened = lowering.held();
    before.push(assign(identifier(happened), booleanLiteral(false)));
    right = sequence(assign(identifier(happened), booleanLiteral(true)), right);
    write = logicalExpression('&&', identifier(happened), write);
  }
  return finish(before, withFields(node, { left: target, right }), write, used, lowering);
}

/** For `o.k += v`: `o` and the key are evaluated in front, then the read is announced. */
function readLog(left: t.MemberExpression, { object, key }: Pinned, text: string, lowering: Lowering): t.Expression {
  return propertyLog('read', again(object), again(key), left, text, lowering);
}

/** What was written is announced, and the value of the whole stays that of `node`. */
export function finish(
  before: t.Expression[],
  node: t.Expression,
  after: t.Expression,
  used: boolean,
  lowering: Lowering,
): t.Expression {
  if (!used) return sequence(...before, node, after);
  const result = lowering.temporary();
  return sequence(...before, assign(identifier(result), node), after, identifier(result));
}

export function updateProperty(
  node: t.UpdateExpression,
  argument: t.MemberExpression,
  used: boolean,
  lowering: Lowering,
): t.Expression {
  const text = lowering.sites.source(argument);
  const pinned = pin(argument, true, lowering);
  const { before, target } = unpin(pinned);
  before.push(readLog(argument, pinned, text, lowering));
  const write = propertyLog('write', pinned.object, pinned.key, argument, text, lowering);
  return finish(before, withFields(node, { argument: target }), write, used, lowering);
}

export function deleteProperty(
  node: t.UnaryExpression,
  argument: t.MemberExpression,
  used: boolean,
  lowering: Lowering,
): t.Expression {
  const text = lowering.sites.source(argument);
  const { target, object, key } = pin(argument, true, lowering);
  const write = accessLog('write', [object, key], 'w', argument, text, lowering);
  return finish([], withFields(node, { argument: target }), write, used, lowering);
}
