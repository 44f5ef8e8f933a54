// Growable shared buffers: `grow` and `byteLength` are operations on the length of the buffer, which are ordered like those of `Atomics`
// (ECMAScript 25.2.2). What a view says of its own length is a look at it, which orders nothing.

import { isGrowable, LOOK, lengthOfBuffer } from '../../engine/deep/buffer-length';
import { touching } from '../../engine/deep/memory-forms';
import { type MemoryTouch, passed, sharedOf, sharedOfData } from '../../engine/deep/shared-access';
import { nativeTwin } from '../../engine/deep/twins';
import { apply, getPrototypeOf, types } from '../../engine/natives';
import { OUTSIDE, simulation } from '../../engine/simulation';
import { standFor } from '../../engine/stand-ins';

type Method = (...args: unknown[]) => unknown;

const READ = { reads: true, writes: false, atomic: true };
const BOTH = { reads: true, writes: true, atomic: true };

type TouchOf = (self: unknown) => MemoryTouch | null;

/** How deep code calls a method or getter of the realm. @param touchOf what a call touches; null: nothing that others share */
function enterNative(entered: Method, native: Method, touchOf: TouchOf): void {
  nativeTwin(entered, (self, args, site) => {
    const touch = simulation.deep.on ? touchOf(self) : null;
    return touch === null ? null : touching([touch], native, self, args, site);
  });
}

/** Replaces a method or getter, so that plain code is seen, too. */
function control(owner: object, name: string, kind: 'value' | 'get', touchOf: TouchOf): void {
  const descriptor = Object.getOwnPropertyDescriptor(owner, name);
  const native = descriptor?.[kind] as Method | undefined;
  if (native === undefined) return;
  const { method } = {
    method(this: unknown, ...args: unknown[]): unknown {
      const touch = simulation.mode === OUTSIDE || !simulation.deep.on ? null : touchOf(this);
      if (touch !== null) passed(touch, simulation.agent.site);
      return apply(native, this, args);
    },
  };
  const made = standFor(method, native);
  enterNative(made, native, touchOf);
  Object.defineProperty(owner, name, { ...descriptor, [kind]: made });
}

const bufferTouch = (how: typeof READ | typeof BOTH) => (self: unknown) =>
  types.isSharedArrayBuffer(self) && isGrowable(self) ? lengthOfBuffer(self, how) : null;

/** A look at the length of a view whose length follows that of its buffer; null for all others. */
function lookAtLength(view: unknown): MemoryTouch | null {
  const buffer = sharedOf(view) ?? sharedOfData(view);
  return buffer !== null && isGrowable(buffer) ? lengthOfBuffer(buffer, LOOK) : null;
}

/** Replaces them in this realm, once. */
export function controlGrowing(): void {
  if (typeof SharedArrayBuffer !== 'function' || !('grow' in SharedArrayBuffer.prototype)) return;
  const { getters } = simulation.deep;
  control(SharedArrayBuffer.prototype, 'grow', 'value', bufferTouch(BOTH));
  control(SharedArrayBuffer.prototype, 'byteLength', 'get', bufferTouch(READ));
  const TypedArrayPrototype = getPrototypeOf(Int8Array.prototype) as object;
  // These stay as they are, which engines make fast.
  for (const [owner, name] of [
    [TypedArrayPrototype, 'length'],
    [TypedArrayPrototype, 'byteLength'],
    [DataView.prototype, 'byteLength'],
  ] as const) {
    const native = Object.getOwnPropertyDescriptor(owner, name)?.get as Method;
    enterNative(native, native, lookAtLength);
  }
  getters.add('length').add('byteLength');
}
