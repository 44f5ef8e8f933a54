// Whether a captured variable can be passed as a value: it is surely initialised whenever the function can be called, and never changes
// after the function was made. By hand, because Babel's `binding.constant` knows neither the temporal dead zone nor "after".

import type { NodePath } from '@babel/core';
import type { Binding } from '@babel/traverse';
import { precedes } from './evaluation-order';
import type { Facts } from './facts';
import type { FunctionFacts } from './function-facts';

export function isStable(binding: Binding, fn: FunctionFacts, facts: Facts): boolean {
  const { home, writes, hiddenWrites } = facts.binding(binding);
  if (home.dynamic || hiddenWrites || isAliased(binding, home)) return false;
  let creator = fn;
  while (creator.parent !== home) {
    if (creator.parent === null) return false;
    creator = creator.parent;
  }
  const place = placeOfCreation(creator);
  return (
    isInitialised(binding, creator, place) &&
    writes.every(
      (write) => facts.around(write) === home && precedes(write, place) && !isInLoopWith(write, creator.path, binding),
    )
  );
}

/** Functions that are declared are there from the start of their block. */
function placeOfCreation({ path }: FunctionFacts): NodePath {
  return path.isFunctionDeclaration() ? path.scope.parent.path : path;
}

function isInitialised({ kind, path, scope }: Binding, creator: FunctionFacts, place: NodePath): boolean {
  if (kind === 'hoisted' || kind === 'var') return true;
  if (kind === 'local') return !path.isClass() || !isInHead(place, path);
  if (kind === 'param') return !creator.inParameters;
  if (path.isCatchClause()) return !isWithin(place, path, 'param');
  // Nobody knows whether the declaration in a `switch` was passed.
  if (scope.path.isSwitchStatement()) return false;
  const declaration = path.parentPath;
  const loop = declaration?.key === 'left' ? declaration.parentPath : null;
  return loop?.isForXStatement() ? isWithin(place, loop, 'body') : precedes(path, place);
}

/** Whether code at `place` is evaluated before the class is there: in what it extends, in computed keys, in decorators. */
export function isInHead(place: NodePath, owner: NodePath): boolean {
  const { node } = owner;
  for (let child = place; child.parentPath !== null; child = child.parentPath) {
    const { parentPath, key, listKey } = child;
    if (parentPath.node === node) return key !== 'body';
    if (parentPath.parentPath?.parentPath?.node === node && (key === 'key' || listKey === 'decorators')) return true;
  }
  return false;
}

function isWithin(place: NodePath, around: NodePath, key: string): boolean {
  const child = place.find(({ parentPath }) => parentPath?.node === around.node);
  return child?.key === key;
}

/** A later turn of a loop writes it after an earlier one has made the function. */
function isInLoopWith(write: NodePath, creator: NodePath, { scope }: Binding): boolean {
  const loop = creator.findParent(
    (place) => (place.isLoop() && write.isDescendant(place)) || place.node === scope.path.node,
  );
  return loop !== null && loop.node !== scope.path.node;
}

/** In sloppy functions `arguments[0] = v` writes the first parameter. */
function isAliased({ kind }: Binding, home: FunctionFacts): boolean {
  return kind === 'param' && !home.strict && home.kind === 'function' && home.usesArguments;
}
