// Methods of arrays, Map and Set that call a callback, as generators: callbacks of deep files stop in them as anywhere else. As ECMAScript 23.1.3 has
// them, for arrays that are nobody's subclass; all others run natively, and their callbacks are atomic.

import { isArray, types } from '../natives';
import { simulation } from '../simulation';
import { type Body, invoke } from './enter';
import { collecting, isDeepIterable } from './iteration-forms';
import { touchElement } from './shared-access';
import { nativeTwin, twinOf } from './twins';

/** @param site of the call: elements of shared memory are read at it */
type Form = (
  self: ArrayLike<unknown>,
  callback: unknown,
  receiver: unknown,
  args: readonly unknown[],
  site: number,
) => Body;

/** Goes over the elements; `false` from the visitor ends it. */
function visiting(visit: Visit, result: (state: State) => unknown, skipsHoles = true, last = false): Form {
  return function* (self, callback, receiver, _args, site) {
    const { length } = self;
    const state: State = { made: [], found: undefined, index: -1, all: true, length };
    for (let n = 0; n < length; n++) {
      const i = last ? length - 1 - n : n;
      if (skipsHoles && !(i in self)) continue;
      if (simulation.deep.on && touchElement(self, i, false, site)) yield simulation.deep;
      const value = self[i];
      if (visit(state, yield* invoke(receiver, callback, [value, i, self]), value, i)) break;
    }
    return result(state);
  };
}

interface State {
  readonly made: unknown[];
  found: unknown;
  index: number;
  all: boolean;
  readonly length: number;
}

/** What becomes of the callback's answer for one element. True if that is all. */
type Visit = (state: State, answer: unknown, value: unknown, index: number) => boolean;

const finds: Visit = (state, answer, value, index) => {
  if (!answer) return false;
  state.found = value;
  state.index = index;
  return true;
};

const maps: Visit = (state, answer, _value, index) => {
  state.made[index] = answer;
  return false;
};

/** With the holes that there are at the end, too. */
const mapped = (state: State): unknown[] => {
  state.made.length = state.length;
  return state.made;
};

const filters: Visit = (state, answer, value) => {
  if (answer) state.made.push(value);
  return false;
};

const checks: Visit = (state, answer) => {
  state.all = Boolean(answer);
  return !answer;
};

function reduce(right: boolean): Form {
  return function* (self, callback, initial, args, site) {
    const { length } = self;
    let value = initial;
    let isThere = args.length > 1;
    for (let n = 0; n < length; n++) {
      const i = right ? length - 1 - n : n;
      if (!(i in self)) continue;
      if (simulation.deep.on && touchElement(self, i, false, site)) yield simulation.deep;
      const item = self[i];
      value = isThere ? yield* invoke(undefined, callback, [value, item, i, self]) : item;
      isThere = true;
    }
    if (!isThere) throw new TypeError('Reduce of empty array with no initial value');
    return value;
  };
}

export const CALLBACK_FORMS: Readonly<Record<string, Form>> = {
  forEach: visiting(
    () => false,
    () => undefined,
  ),
  map: visiting(maps, mapped),
  filter: visiting(filters, ({ made }) => made),
  flatMap: visiting(maps, (state) => mapped(state).flat()),
  some: visiting(finds, ({ index }) => index >= 0),
  every: visiting(checks, ({ all }) => all),
  find: visiting(finds, ({ found }) => found, false),
  findIndex: visiting(finds, ({ index }) => index, false),
  findLast: visiting(finds, ({ found }) => found, false, true),
  findLastIndex: visiting(finds, ({ index }) => index, false, true),
  reduce: reduce(false),
  reduceRight: reduce(true),
};

const MAKES_ARRAY: ReadonlySet<string> = new Set(['map', 'filter', 'flatMap']);

const hasTwin = (value: unknown): boolean => typeof value === 'function' && twinOf(value) !== undefined;

const isPlainArray = (value: unknown): value is unknown[] => isArray(value) && !types.isProxy(value);

for (const [name, form] of Object.entries(CALLBACK_FORMS))
  nativeTwin((Array.prototype as never)[name], (self, args, site) => {
    const [callback, receiver] = args;
    if (!hasTwin(callback) || !isPlainArray(self)) return null;
    if (MAKES_ARRAY.has(name) && self.constructor !== Array) return null;
    return form(self, callback, receiver, args, site);
  });

type Visiting = Generator<unknown, void, unknown>;

function* eachEntry(self: Map<unknown, unknown>, callback: unknown, receiver: unknown): Visiting {
  for (const [key, value] of Map.prototype.entries.call(self)) yield* invoke(receiver, callback, [value, key, self]);
}

function* eachValue(self: Set<unknown>, callback: unknown, receiver: unknown): Visiting {
  for (const value of Set.prototype.values.call(self)) yield* invoke(receiver, callback, [value, value, self]);
}

nativeTwin(Map.prototype.forEach, (self, [callback, receiver]) =>
  hasTwin(callback) && types.isMap(self) ? eachEntry(self as Map<unknown, unknown>, callback, receiver) : null,
);
nativeTwin(Set.prototype.forEach, (self, [callback, receiver]) =>
  hasTwin(callback) && types.isSet(self) ? eachValue(self as Set<unknown>, callback, receiver) : null,
);

function* from(source: { readonly length?: unknown }, callback: unknown, receiver: unknown): Body {
  const items = isDeepIterable(source) ? yield* collecting(source) : Array.from(source as ArrayLike<unknown>);
  if (callback === undefined) return items;
  const made: unknown[] = [];
  for (let i = 0; i < items.length; i++) made.push(yield* invoke(receiver, callback, [items[i], i]));
  return made;
}

/** Of array-likes that are not iterated over: `{ length: 3 }`, of arrays, and of iterators that are entered. */
nativeTwin(Array.from, (self, [source, callback, receiver]) => {
  if (self !== Array || typeof source !== 'object' || source === null) return null;
  const isEntered = isDeepIterable(source) && (callback === undefined || typeof callback === 'function');
  if (!hasTwin(callback) && !isEntered) return null;
  const isSimple = isEntered || isPlainArray(source) || !(Symbol.iterator in source);
  return isSimple ? from(source as object, callback, receiver) : null;
});
