// Access tracking of Map, Set and Array: calls of the methods that read or change their contents. The engine looks at the object and
// decides what it is.

import type { types as t } from '@babel/core';
import { accessLog } from './access-log';
import { identifier } from './builders';
import { again, hold, nothing, sequence, string } from './expressions';
import type { Lowering } from './lowering';
import { keep, lowerOwner } from './member';
import { isPlain, isQuiet } from './quiet';
import { isTracked } from './shared-objects';

const METHODS = new Set(
  (
    'get set has delete clear add forEach keys values entries ' +
    'push pop shift unshift splice sort reverse fill copyWithin includes indexOf lastIndexOf find findIndex findLast ' +
    'findLastIndex some every filter map flatMap flat reduce reduceRight slice concat join at toSorted toReversed ' +
    'toSpliced with union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom'
  ).split(' '),
);

/** Methods whose first argument is the key. */
const KEYED = new Set(['get', 'set', 'has', 'delete', 'add']);

type Key = t.CallExpression['arguments'][number] | null;

/** `map.get(k)`: announced immediately before the call. Returns null if this is no such call. */
export function lowerCollectionCall(node: t.CallExpression, lowering: Lowering): t.Expression | null {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return null;
  const { name } = callee.property;
  if (!METHODS.has(name) || !isTracked(callee, lowering)) return null;
  const text = lowering.sites.source(callee.object);
  const key: Key = KEYED.has(name) ? (node.arguments[0] ?? null) : null;
  const isKeyPlain = key === null || lowering.isPlain(key);
  const plain = lowering.isPlain(callee.object);
  const early = isKeyPlain && node.arguments.every((argument) => isQuiet(argument));
  if (!(plain && early) && !lowering.canDeclare) return null;

  const announcedKey = key !== null && isKeyPlain ? again(key as t.Expression) : nothing();
  let object = lowerOwner(callee.object as t.Expression, lowering);
  const before: t.Expression[] = [];
  let own = object;
  if (!plain || !isPlain(object)) {
    const held = early ? lowering.temporary() : lowering.held();
    own = identifier(held);
    if (early) {
      before.push(...keep(held, object));
      object = own;
    } else object = hold((own as t.Identifier).name, object);
  }
  const announce = (k: t.Expression) => accessLog('method', [again(own), string(name), k], 'm', node, text, lowering);
  const lowered = (args: t.CallExpression['arguments']): t.CallExpression => ({
    ...node,
    callee: { ...callee, object },
    arguments: args,
  });
  if (!early) return lowered(announceLate(node, isKeyPlain ? null : key, announcedKey, announce, lowering));
  const args = lowering.list(node.arguments);
  return sequence(...before, announce(announcedKey), lowered(args));
}

/**
 * The arguments may take their time: announce behind the last one.
 * @param key the one that has to be kept until then
 */
function announceLate(
  node: t.CallExpression,
  key: Key,
  announcedKey: t.Expression,
  announce: (key: t.Expression) => t.Expression,
  lowering: Lowering,
): t.CallExpression['arguments'] {
  const heldKey = key !== null && key.type !== 'SpreadElement' ? lowering.held() : null;
  const args = lowering.list(node.arguments).slice();
  if (heldKey !== null) args[0] = hold(heldKey, args[0] as t.Expression);
  const last = args.pop() as t.Expression | t.SpreadElement;
  const held = lowering.temporary();
  const wrapped = sequence(
    hold(held, last.type === 'SpreadElement' ? last.argument : last),
    announce(heldKey === null ? announcedKey : identifier(heldKey)),
    identifier(held),
  );
  return [...args, last.type === 'SpreadElement' ? { ...last, argument: wrapped } : wrapped];
}
