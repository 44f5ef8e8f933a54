// Reads of properties are announced to the runtime while its switch is on, those inside a chain `a.b.c` of names, too: `this.list.length` is
// other when the list has been replaced. Nothing is evaluated twice, and nothing earlier than before.
//
//   o.k          (_t.on && _r(o, "k", 7), o.k)
//   f().k        (_x = f(), _t.on && _r(_x, "k", 7), _x.k)

import { types as t } from '@babel/core';
import { propertyLog } from './access-log';
import { accessorOf } from './accessors';
import { identifier } from './builders';
import { again, hold, sequence, withFields } from './expressions';
import { controlledMember } from './free-globals';
import type { Lowering, Visitors } from './lowering';
import { isPlain } from './quiet';
import { isTracked, type Member, plainKey } from './shared-objects';
import { readSuper } from './super';

export const memberExpression: Visitors = {
  MemberExpression(node, lowering) {
    if (node.object.type === 'Super') return readSuper(node, lowering);
    return controlledMember(node, lowering) ?? readMember(node, lowering);
  },
  OptionalMemberExpression(node, lowering) {
    return controlledMember(node, lowering) ?? readMember(node, lowering);
  },
  PrivateName(node) {
    return node;
  },
};

/** A member whose last read is not announced. */
export function lowerChain<T extends Member>(node: T, lowering: Lowering): T {
  return withFields(node as Member, {
    object: lowerOwner(node.object as t.Expression, lowering),
    property: node.computed ? lowering.expression(node.property) : node.property,
  }) as T;
}

/** The object of a method or of a further read: which one it is was read from shared state, as in `this.client.query()`. */
export function lowerOwner(object: t.Expression, lowering: Lowering): t.Expression {
  const names = object.type === 'MemberExpression' && object.object.type !== 'Super' && isNamed(object.object);
  return names ? lowering.expression(object) : lowerObject(object, lowering);
}

/** `this`, `a`, `this.b.c`: nothing is called in it. */
function isNamed(node: t.Node): boolean {
  if (node.type === 'MemberExpression') return isNamed(node.object);
  return node.type === 'ThisExpression' || node.type === 'Identifier';
}

function lowerObject(object: t.Expression, lowering: Lowering): t.Expression {
  if (object.type !== 'MemberExpression' && object.type !== 'OptionalMemberExpression')
    return lowering.expression(object);
  if (object.object.type === 'Super') return lowering.expression(object);
  // What may be an element or an accessor is entered; an optional chain stays in one piece.
  const mayStop = lowering.frame.deep || (lowering.deepFile && object.computed);
  if (mayStop && object.type === 'MemberExpression') return lowering.expression(object);
  return controlledMember(object, lowering) ?? lowerChain(object, lowering);
}

function readMember(node: Member, lowering: Lowering): t.Expression {
  if (!isTracked(node, lowering)) return lowerChain(node, lowering);
  const text = lowering.sites.source(node);
  const key = plainKey(node, lowering);
  const simple = lowering.isPlain(node.object);
  const accessor = accessorOf(node.object, lowering);
  const optional = node.type === 'OptionalMemberExpression';
  const read = lowerChain(node, lowering);
  const announce = (object: t.Expression, k: t.Expression) => propertyLog('read', object, k, node, text, lowering);
  // `a?.b.c` must not be taken apart; only `a?.b` can be announced.
  if (optional && ((!simple && accessor === null) || !node.optional || key === null)) return read;
  if (simple && key !== null && isPlain(read.object))
    return sequence(announce(again(read.object as t.Expression), key), read);
  if (!lowering.canDeclare || (optional && accessor === null)) return read;
  const object = key === null ? lowering.held() : lowering.temporary();
  const before = keep(object, read.object as t.Expression);
  if (key !== null)
    return sequence(
      ...before,
      announce(identifier(object), key),
      withFields(read as Member, { object: identifier(object) }) as t.Expression,
    );
  const held = lowering.held();
  return sequence(
    ...before,
    hold(held, read.property as t.Expression),
    announce(identifier(object), identifier(held)),
    withFields(read as Member, { object: identifier(object), property: identifier(held) }) as t.Expression,
  );
}

/** `variable = value`, in parts; nothing is assigned twice if the value ends with the variable. */
export function keep(variable: string, value: t.Expression): t.Expression[] {
  if (value.type !== 'SequenceExpression') return [hold(variable, value)];
  const before = value.expressions.slice(0, -1);
  const last = value.expressions.at(-1) as t.Expression;
  return t.isIdentifier(last, { name: variable }) ? before : [...before, hold(variable, last)];
}
