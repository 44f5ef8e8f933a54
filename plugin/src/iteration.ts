// Access tracking of what uses a collection as a whole without calling a method of it: `for…of`, spread, `yield*`, array patterns, `for…in`,
// `Object.keys(o)`, `Array.from(x)`, `new Set(x)`; and of `k in o`. The engine looks at the object and decides what it is.
//
//   for (const x of o.xs)    for (const x of (_x = …o.xs, _t.on && _m(_x, "values", void 0, 7), _x))
//   "k" in o                 (_t.on && _r(o, "k", 8), "k" in o)

import { types as t } from '@babel/core';
import { accessLog } from './access-log';
import { binaryExpression, identifier } from './builders';
import { again, nothing, sequence, string, withFields } from './expressions';
import type { Lowering, Visitors } from './lowering';
import { keep } from './member';
import { isPlain } from './quiet';
import { isShared } from './shared-objects';
import { isFresh } from './syntax';

/** What is read as a whole by an own name of the engine: elements of lists and collections, or keys of objects, too. */
type Whole = 'values' | 'keysOf' | 'assignTo';

/** Static functions that read their first argument as a whole, or write to it. */
const STATICS: ReadonlyMap<string, Whole> = new Map([
  ['Object.keys', 'keysOf'],
  ['Object.values', 'keysOf'],
  ['Object.entries', 'keysOf'],
  ['Object.assign', 'assignTo'],
  ['Object.fromEntries', 'values'],
  ['Array.from', 'values'],
]);
/** Constructors that do. */
const COPIERS = new Set(['Set', 'Map', 'WeakSet', 'WeakMap']);

export const iteration: Visitors = {
  SpreadElement: (node, lowering) => withFields(node, { argument: readWhole(node.argument, 'values', lowering) }),
  BinaryExpression: (node, lowering) => (node.operator === 'in' ? lowerIn(node, lowering) : lowering.children(node)),
};

/** The expression, announced as read from its first element to its last. */
export function readWhole(node: t.Expression, how: Whole, lowering: Lowering): t.Expression {
  const lowered = lowering.expression(node);
  if (!isAnnounced(node, lowering)) return lowered;
  const text = lowering.sites.source(node);
  const plain = isPlain(lowered);
  if (!plain && !lowering.canDeclare) return lowered;
  const object = plain ? lowered : identifier(lowering.temporary());
  const before = plain ? [] : keep((object as t.Identifier).name, lowered);
  const log = accessLog('method', [again(object), string(how), nothing()], 'm', node, text, lowering);
  return sequence(...before, log, again(object));
}

/** What nobody else can know needs no announcement, and `map.values()` has one of its own. */
function isAnnounced(node: t.Node, lowering: Lowering): boolean {
  if (!lowering.frame.tracked || !node.loc || !isShared(node, lowering)) return false;
  return !isFresh(node) && !isIteratorOfMethod(node);
}

function isIteratorOfMethod(node: t.Node): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { property } = node.callee;
  return property.type === 'Identifier' && ['keys', 'values', 'entries'].includes(property.name);
}

/** The arguments of `Object.keys(o)`, `Array.from(x)` or `new Set(x)`; null for other calls. */
export function wholeArguments(
  node: t.CallExpression | t.NewExpression,
  lowering: Lowering,
): t.CallExpression['arguments'] | null {
  const [first, ...rest] = node.arguments;
  const how = first !== undefined && t.isExpression(first) && wholeBy(node, lowering);
  return how ? [readWhole(first, how, lowering), ...lowering.list(rest)] : null;
}

function wholeBy({ type, callee }: t.CallExpression | t.NewExpression, lowering: Lowering): Whole | undefined {
  if (type === 'NewExpression') return lowering.isGlobal(callee) && COPIERS.has(callee.name) ? 'values' : undefined;
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return undefined;
  return lowering.isGlobal(callee.object) ? STATICS.get(`${callee.object.name}.${callee.property.name}`) : undefined;
}

/** `k in o` reads the property. */
function lowerIn(node: t.BinaryExpression, lowering: Lowering): t.Expression {
  const { left, right } = node;
  const isPrivate = left.type === 'PrivateName';
  const key = isPrivate ? string(`#${left.id.name}`) : left;
  const lowered = lowering.children(node);
  if (!lowering.isPlain(key) || !lowering.isPlain(right) || !isAnnounced(right, lowering)) return lowered;
  const text = lowering.sites.source(node);
  const args = [again(right), again(key)];
  const log = isPrivate
    ? accessLog('readPrivate', [...args, binaryExpression('in', left, again(right))], 'r', node, text, lowering)
    : accessLog('read', args, 'r', node, text, lowering);
  return sequence(log, lowered);
}
