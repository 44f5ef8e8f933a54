// Access tracking of Map, Set and Array: calls of the methods that read or change their contents. The engine looks at the object and
// decides what it is.

import type { types as t } from '@babel/core';
import { copy, isTracked, keep, rewriteOwner } from './access';
import { assign, identifier, nothing, sequence, string } from './nodes';
import { isPlain, isQuiet } from './quiet';
import type { Rewriter } from './rewriter';

const METHODS = new Set(
  (
    'get set has delete clear add forEach keys values entries ' +
    'push pop shift unshift splice sort reverse fill copyWithin includes indexOf find some every filter'
  ).split(' '),
);

/** Methods whose first argument is the key. */
const KEYED = new Set(['get', 'set', 'has', 'delete', 'add']);

/** `map.get(k)`: announced immediately before the call. Returns null if this is no such call. */
export function rewriteMethod(node: t.CallExpression, rewriter: Rewriter): t.Expression | null {
  const { callee } = node;
  if (
    callee.type !== 'MemberExpression' ||
    callee.computed ||
    callee.property.type !== 'Identifier' ||
    !METHODS.has(callee.property.name) ||
    !isTracked(callee, rewriter)
  )
    return null;
  const name = callee.property.name;
  const text = rewriter.sites.source(callee.object);
  const first = node.arguments[0];
  const key = KEYED.has(name) && first !== undefined ? first : null;
  const plain = rewriter.isPlain(callee.object);
  const early = node.arguments.every((argument) => isQuiet(argument)) && (key === null || rewriter.isPlain(key));
  if (!plain && !rewriter.canDeclare) return null;
  if (!early && !rewriter.canDeclare) return null;
  const announcedKey = key !== null && rewriter.isPlain(key) ? copy(key as t.Expression) : nothing();
  const object = rewriteOwner(callee.object as t.Expression, rewriter);
  const before: t.Expression[] = [];
  let again: t.Expression;
  if (plain && isPlain(object)) {
    callee.object = object;
    again = copy(object);
  } else {
    const held = early ? rewriter.temporary() : rewriter.held();
    if (early) {
      before.push(...keep(held, object));
      callee.object = identifier(held.name);
    } else callee.object = assign(held, object);
    again = identifier(held.name);
  }
  const announce = (k: t.Expression) => rewriter.log('method', [again, string(name), k], 'm', node, text);
  if (early) {
    rewriter.list(node.arguments);
    return sequence(...before, announce(announcedKey), node);
  }
  // The arguments may take their time: announce behind the last one.
  let lastKey: t.Expression = announcedKey;
  if (key !== null && !rewriter.isPlain(key) && key.type !== 'SpreadElement') lastKey = rewriter.held();
  rewriter.list(node.arguments);
  if (lastKey.type === 'Identifier' && key !== null && !rewriter.isPlain(key))
    node.arguments[0] = assign(identifier(lastKey.name), node.arguments[0] as t.Expression);
  const index = node.arguments.length - 1;
  const last = node.arguments[index] as t.Expression | t.SpreadElement;
  const held = rewriter.temporary();
  const value = last.type === 'SpreadElement' ? last.argument : last;
  const wrapped = sequence(assign(held, value), announce(lastKey), identifier(held.name));
  if (last.type === 'SpreadElement') last.argument = wrapped;
  else node.arguments[index] = wrapped;
  return sequence(node);
}
