// V8 makes clones in Node's own realm. In Jest's sandbox that is another one, and its arrays would be no `instanceof Array`.

import { getPrototypeOf } from '../../engine/natives';

/** One of each kind that structured cloning knows, made in this realm. */
export function samples(): object[] {
  const buffers = [new ArrayBuffer(0), new SharedArrayBuffer(0)];
  const views = [
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
  ].map((View) => new View(0));
  const errors = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map((E) => new E());
  const boxes = [Object(true), Object(1), Object('a'), Object(1n)] as object[];
  const others = [{}, [], new Map(), new Set(), new Date(0), /a/, new DataView(new ArrayBuffer(0))];
  return [...buffers, ...views, ...errors, ...boxes, ...others];
}

/** The prototypes of clones that are not those of this realm, with those that are. */
export function foreignPrototypes(clone: (value: object) => unknown): ReadonlyMap<object, object> {
  const found = new Map<object, object>();
  for (const sample of samples()) {
    const foreign = getPrototypeOf(clone(sample)) as object;
    const own = getPrototypeOf(sample) as object;
    if (foreign !== own) found.set(foreign, own);
  }
  return found;
}
