// Methods of typed arrays and views that touch shared memory in one go: each is a sync point of its own, before the call.

import { apply, INFINITE, max, min, NativeNumber, trunc, types } from '../natives';
import { simulation } from '../simulation';
import { CALLBACK_FORMS } from './array-forms';
import type { Body } from './enter';
import { announce, byteLengthOf, dataBytes, elements, lengthOf, type MemoryTouch, sharedOf } from './shared-access';
import { nativeTwin } from './twins';

type Method = (...args: unknown[]) => unknown;

const READ = { reads: true, writes: false, atomic: false };
const WRITE = { reads: false, writes: true, atomic: false };
const BOTH = { reads: true, writes: true, atomic: false };
const ALL = INFINITE;

/** Stops before each access in turn, then calls the method. */
export function* touching(
  touches: readonly MemoryTouch[],
  native: Method,
  self: unknown,
  args: readonly unknown[],
  site: number,
): Body {
  for (const touch of touches) if (announce({ site, touch })) yield simulation.deep;
  return apply(native, self, args as unknown[]);
}

/** The native function, with its accesses. @param touchesOf what a call touches; empty: no shared memory */
function register(
  native: Method | undefined,
  touchesOf: (self: unknown, args: readonly unknown[]) => readonly (MemoryTouch | null)[],
): void {
  nativeTwin(native, (self, args, site) => {
    if (!simulation.deep.on) return null;
    const touches = touchesOf(self, args).filter((touch) => touch !== null);
    return touches.length === 0 ? null : touching(touches, native as Method, self, args, site);
  });
}

const TypedArrayPrototype = Object.getPrototypeOf(Int8Array.prototype) as Readonly<Record<string, Method>>;

/** Relative indices as `slice` and `fill` take them. */
function range(length: number, from: unknown, to: unknown): [number, number] {
  const at = (value: unknown, otherwise: number) => {
    if (value === undefined) return otherwise;
    const n = typeof value === 'number' ? trunc(value) || 0 : otherwise;
    return n < 0 ? max(length + n, 0) : min(n, length);
  };
  return [at(from, 0), at(to, length)];
}

const array = (value: unknown) => value as NodeJS.TypedArray;

const WHOLE_READS = [
  'join',
  'indexOf',
  'lastIndexOf',
  'includes',
  'toString',
  'toLocaleString',
  'toReversed',
  'toSorted',
  'with',
];
for (const name of WHOLE_READS)
  register(TypedArrayPrototype[name], (self) => (sharedOf(self) ? [elements(array(self), 0, ALL, READ)] : []));
for (const name of ['reverse', 'sort'])
  register(TypedArrayPrototype[name], (self) => (sharedOf(self) ? [elements(array(self), 0, ALL, BOTH)] : []));

register(TypedArrayPrototype.slice, (self, [from, to]) =>
  sharedOf(self) ? [elements(array(self), ...range(lengthOf(self), from, to), READ)] : [],
);
register(TypedArrayPrototype.fill, (self, [, from, to]) =>
  sharedOf(self) ? [elements(array(self), ...range(lengthOf(self), from, to), WRITE)] : [],
);
register(TypedArrayPrototype.at, (self, [index]) => {
  if (!sharedOf(self)) return [];
  const at = trunc(NativeNumber(index)) || 0;
  const own = at < 0 ? lengthOf(self) + at : at;
  return [elements(array(self), own, own + 1, READ)];
});
register(TypedArrayPrototype.copyWithin, (self, [target, from, to]) => {
  if (!sharedOf(self)) return [];
  const length = lengthOf(self);
  const [first, last] = range(length, from, to);
  const [goal] = range(length, target, undefined);
  const count = min(last - first, length - goal);
  return [elements(array(self), first, first + count, READ), elements(array(self), goal, goal + count, WRITE)];
});
register(TypedArrayPrototype.set, (self, [source, offset]) => {
  const at = trunc(NativeNumber(offset ?? 0)) || 0;
  const count = (source as { readonly length?: number } | null)?.length ?? 0;
  const reads = sharedOf(source) ? [elements(array(source), 0, ALL, READ)] : [];
  return sharedOf(self) ? [...reads, elements(array(self), at, at + count, WRITE)] : reads;
});

/** Callbacks of typed arrays: each element is read on its own. */
for (const [name, form] of Object.entries(CALLBACK_FORMS))
  nativeTwin(TypedArrayPrototype[name], (self, args, site) => {
    const [callback, receiver] = args;
    if (!simulation.deep.on || !sharedOf(self) || typeof callback !== 'function') return null;
    const shared = array(self) as unknown as ArrayLike<unknown>;
    const body = form(shared, callback, receiver, args, site);
    return name === 'map' || name === 'filter' ? makingArray(array(self), body) : body;
  });

function* makingArray(shared: NodeJS.TypedArray, body: Body): Body {
  const values = (yield* body) as ArrayLike<number>;
  return new (shared.constructor as new (values: ArrayLike<number>) => unknown)(values);
}

for (const name of Object.getOwnPropertyNames(DataView.prototype)) {
  const [, kind, bits] = /^(get|set)\D+(\d+)$/.exec(name) ?? [];
  if (kind === undefined) continue;
  const size = NativeNumber(bits) / 8;
  register((DataView.prototype as never)[name], (self, [at]) => [
    dataBytes(self, trunc(NativeNumber(at ?? 0)) || 0, size, kind === 'set'),
  ]);
}

if (typeof TextEncoder === 'function')
  register(TextEncoder.prototype.encodeInto as Method, (_self, [text, target]) =>
    types.isUint8Array(target) && sharedOf(target)
      ? [elements(target, 0, min(byteLengthOf(target), 3 * String(text).length), WRITE)]
      : [],
  );
