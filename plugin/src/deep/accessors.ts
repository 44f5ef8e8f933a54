// Getters and setters of deep files in generators of deep mode: they are entered. Those that the file declares are known by their names; those of other
// files by what has been loaded:
//
//   o.k          (_d.getters.has("k") ? (_y = _$.get(o, "k"), _d.in ? yield* _y : _y) : o.k)
//   o.k = v      (_d.setters.has("k") ? (_y = _$.set(o, "k", v), _d.in ? yield* _y : _y) : o.k = v)

import { types as t } from '@babel/core';
import { callExpression, identifier } from '../builders';
import { again, assign, hold, member, sequence, string, withFields } from '../expressions';
import type { Lowering } from '../lowering';
import { lowerOwner } from '../member';
import { isPlain, isQuiet } from '../quiet';
import { enterMade } from './enter';
import { privateAccessorCall } from './private-methods';

type Kind = 'get' | 'set';

/** The name of a property that may be an accessor of some file. */
function nameOf(node: t.Node, lowering: Lowering): string | null {
  const name = keyOf(node);
  return name === null || lowering.isGlobal((node as t.MemberExpression).object) ? null : name;
}

function keyOf(node: t.Node): string | null {
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return null;
  return node.computed || node.object.type === 'Super' || node.property.type !== 'Identifier'
    ? null
    : node.property.name;
}

/** Whether the file itself declares an accessor of that name. */
export function isDeclared(kind: Kind, name: string, lowering: Lowering): boolean {
  const { privateMethods } = lowering;
  return (kind === 'get' ? privateMethods?.getters : privateMethods?.setters)?.has(name) === true;
}

const known = (kind: Kind, name: string, lowering: Lowering): t.Expression =>
  t.callExpression(member(member(lowering.deepSwitch(), kind === 'get' ? 'getters' : 'setters'), 'has'), [
    string(name),
  ]);

/** Getters of the realm that look at the length of shared memory. */
const LENGTHS = new Set(['length', 'byteLength']);

function get(object: t.Expression, name: string, source: t.Node, lowering: Lowering): t.Expression {
  const site = LENGTHS.has(name) && source.loc ? [lowering.site('m', source)] : [];
  return enterMade(callExpression(lowering.entry('get'), [object, string(name), ...site]), lowering);
}

/** A read that has been lowered, entered if it is one of a getter. @param source as it is written */
export function enterGetter(source: t.Node, last: t.Expression, lowering: Lowering): t.Expression {
  if (last.type !== 'MemberExpression') return last;
  const own = privateAccessorCall('get', last, [], lowering);
  if (own !== null) return own;
  const name = nameOf(source, lowering);
  if (name === null || keyOf(last) !== name) return last;
  const object = last.object as t.Expression;
  if (isDeclared('get', name, lowering)) return get(object, name, source, lowering);
  if (!lowering.canDeclare) return last;
  if (isPlain(object))
    return t.conditionalExpression(known('get', name, lowering), get(again(object), name, source, lowering), last);
  const held = lowering.held();
  const read = { ...last, object: identifier(held) };
  return sequence(
    hold(held, object),
    t.conditionalExpression(known('get', name, lowering), get(identifier(held), name, source, lowering), read),
  );
}

/** An assignment that has been lowered; what announces it to access tracking stands around it. */
export function enterSetter(node: t.AssignmentExpression, made: t.Expression, lowering: Lowering): t.Expression {
  const name = nameOf(node.left, lowering);
  if (name === null || node.operator !== '=' || !lowering.frame.info.strict || !lowering.canDeclare) return made;
  const change = (expression: t.Expression): t.Expression => {
    if (expression.type !== 'AssignmentExpression') return expression;
    const { left, right } = expression;
    if (left.type === 'MemberExpression' && keyOf(left) === name) return put(expression, name, lowering);
    return left.type === 'Identifier' ? { ...expression, right: change(right) } : expression;
  };
  return made.type === 'SequenceExpression' ? { ...made, expressions: made.expressions.map(change) } : change(made);
}

function put(node: t.AssignmentExpression, name: string, lowering: Lowering): t.Expression {
  const left = node.left as t.MemberExpression;
  const object = left.object as t.Expression;
  const set = (o: t.Expression, v: t.Expression) =>
    enterMade(callExpression(lowering.entry('set'), [o, string(name), v]), lowering);
  if (isDeclared('set', name, lowering)) return set(object, node.right);
  const before: t.Expression[] = [];
  const pin = (value: t.Expression, quiet: boolean): t.Expression => {
    if (quiet) return value;
    const held = lowering.held();
    before.push(hold(held, value));
    return identifier(held);
  };
  const simple = isPlain(node.right) || isQuiet(node.right);
  const o = pin(object, isPlain(object) && simple);
  const v = pin(node.right, isPlain(node.right));
  const write = { ...node, left: { ...left, object: o }, right: v };
  return sequence(...before, t.conditionalExpression(known('set', name, lowering), set(again(o), again(v)), write));
}

/** `o.k += v`, `o.#k = v` and their kin, where the file declares the accessor; null for all others. */
export function assignAccessor(node: t.AssignmentExpression, lowering: Lowering): t.Expression | null {
  const left = node.left as t.MemberExpression;
  const place = placeOf(left, lowering);
  if (place === null || (node.operator === '=' && !place.isPrivate)) return null;
  const object = lowering.held();
  const value = lowering.held();
  const own = () => identifier(value);
  const first = hold(object, lowerOwner(left.object as t.Expression, lowering));
  const write = () => place.write(identifier(object), own());
  if (node.operator === '=') return sequence(first, hold(value, lowering.expression(node.right)), write(), own());
  const read = hold(value, place.read(identifier(object)));
  const operator = node.operator.slice(0, -1);
  if (operator === '&&' || operator === '||' || operator === '??') {
    const right = sequence(hold(value, lowering.expression(node.right)), write(), own());
    return sequence(first, read, t.logicalExpression(operator, own(), right));
  }
  const made = t.binaryExpression(operator as t.BinaryExpression['operator'], own(), lowering.expression(node.right));
  return sequence(first, read, assign(own(), made), write(), own());
}

/** `o.k++` and its kin, where the file declares the setter. */
export function updateAccessor(node: t.UpdateExpression, lowering: Lowering): t.Expression | null {
  const argument = node.argument as t.MemberExpression;
  const place = placeOf(argument, lowering);
  if (place === null) return null;
  const [object, value, result] = [lowering.held(), lowering.held(), lowering.held()];
  return sequence(
    hold(object, lowerOwner(argument.object as t.Expression, lowering)),
    hold(value, place.read(identifier(object))),
    assign(identifier(result), t.updateExpression(node.operator, identifier(value), node.prefix)),
    place.write(identifier(object), identifier(value)),
    identifier(result),
  );
}

interface Place {
  readonly isPrivate: boolean;
  read(object: t.Expression): t.Expression;
  write(object: t.Expression, value: t.Expression): t.Expression;
}

function placeOf(node: t.Node, lowering: Lowering): Place | null {
  if (node.type !== 'MemberExpression' || !lowering.canDeclare) return null;
  const at = (object: t.Expression): t.MemberExpression => withFields(node, { object });
  if (node.property.type === 'PrivateName') {
    const write = (object: t.Expression, value: t.Expression) =>
      privateAccessorCall('set', at(object), [value], lowering);
    if (write(identifier('o'), identifier('v')) === null) return null;
    return {
      isPrivate: true,
      read: (object) => privateAccessorCall('get', at(object), [], lowering) ?? at(object),
      write: (object, value) => write(object, value) as t.Expression,
    };
  }
  const name = nameOf(node, lowering);
  if (name === null || !lowering.frame.info.strict || !isDeclared('set', name, lowering)) return null;
  return {
    isPrivate: false,
    read: (object) => get(object, name, node, lowering),
    write: (object, value) => enterMade(callExpression(lowering.entry('set'), [object, string(name), value]), lowering),
  };
}
