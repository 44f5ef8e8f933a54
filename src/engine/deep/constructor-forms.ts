// Constructors of the realm that go over what they are given: collections and typed arrays.

import { construct } from '../natives';
import { simulation } from '../simulation';
import type { Body } from './enter';
import { collecting, isDeepIterable } from './iteration-forms';
import { announce, elements, sharedOf } from './shared-access';

const READ = { reads: true, writes: false, atomic: false };

function* fromIterable(callee: Function, iterable: unknown): Body {
  return construct(callee, [yield* collecting(iterable)]);
}

/** All elements are read in one go. */
function* fromShared(callee: Function, args: readonly unknown[]): Body {
  const touch = elements(args[0] as NodeJS.TypedArray, 0, Number.POSITIVE_INFINITY, READ);
  if (touch !== null && announce({ site: -1, touch })) yield simulation.deep;
  return construct(callee, args as unknown[]);
}

for (const collection of [Map, Set, WeakMap, WeakSet])
  simulation.deep.constructors.set(collection, ([iterable]) =>
    isDeepIterable(iterable) ? fromIterable(collection, iterable) : null,
  );

const TypedArray = Object.getPrototypeOf(Int8Array) as Function;

for (const name of Object.getOwnPropertyNames(globalThis).filter((own) => /^[A-Z]\w*Array$/.test(own))) {
  const array = (globalThis as unknown as Record<string, Function>)[name];
  if (typeof array !== 'function' || Object.getPrototypeOf(array) !== TypedArray) continue;
  simulation.deep.constructors.set(array, (args) => {
    if (isDeepIterable(args[0])) return fromIterable(array, args[0]);
    return simulation.deep.on && sharedOf(args[0]) !== null ? fromShared(array, args) : null;
  });
}
