// WeakRef and FinalizationRegistry in an iteration: nothing is collected before it ends, and nobody is told that something was.

import { OUTSIDE, simulation } from '../engine/simulation';
import { standFor } from '../engine/stand-ins';
import { hostAgent } from './host-agent';

export const NativeWeakRef: WeakRefConstructor = WeakRef;

/** WeakRef that keeps its target until the iteration ends. Instances are native. */
export const ControlledWeakRef: WeakRefConstructor = (() => {
  const ControlledWeakRef = function (this: unknown, target: WeakKey): unknown {
    if (new.target === undefined) return Reflect.apply(NativeWeakRef, this, [target]);
    const made: unknown = Reflect.construct(
      NativeWeakRef,
      [target],
      (new.target as unknown) === ControlledWeakRef ? NativeWeakRef : new.target,
    );
    if (simulation.mode !== OUTSIDE) hostAgent().kept.keep(target);
    return made;
  } as unknown as WeakRefConstructor;
  Object.defineProperty(ControlledWeakRef, 'prototype', { value: NativeWeakRef.prototype, writable: false });
  return standFor(ControlledWeakRef, NativeWeakRef);
})();

const isHeldWeakly = (value: unknown): boolean =>
  typeof value === 'object' ? value !== null : typeof value === 'function' || typeof value === 'symbol';

type Registry = FinalizationRegistry<unknown>;

/**
 * Replaces methods of this realm's prototypes, once: `register` and `unregister`, which leave no registration behind in an iteration, and `deref`,
 * whose answer stays the same in an iteration.
 */
export function replaceWeakMethods(): void {
  const { deref } = WeakRef.prototype;
  const { register, unregister } = FinalizationRegistry.prototype;
  const methods = {
    deref(this: WeakRef<WeakKey>) {
      const target = Reflect.apply(deref, this, []) as WeakKey | undefined;
      if (simulation.mode !== OUTSIDE && target !== undefined) hostAgent().kept.keep(target);
      return target;
    },
    register(this: Registry, ...args: [target: WeakKey, held: unknown, token?: WeakKey]): void {
      if (simulation.mode === OUTSIDE) {
        Reflect.apply(register, this, args);
        return;
      }
      const [target, held, token] = args;
      // Node checks the arguments, and forgets the registration at once.
      const own = {};
      Reflect.apply(register, this, token === undefined || isHeldWeakly(token) ? [target, held, own] : args);
      Reflect.apply(unregister, this, [own]);
      hostAgent().kept.register(this, target, token);
    },
    unregister(this: Registry, token: WeakKey): boolean {
      const known = Reflect.apply(unregister, this, [token]) as boolean;
      return simulation.mode !== OUTSIDE && hostAgent().kept.unregister(this, token) ? true : known;
    },
  };
  const replace = (owner: object, native: object, method: object) =>
    Object.defineProperty(owner, (native as { name: string }).name, {
      value: standFor(method, native),
      writable: true,
      configurable: true,
    });
  replace(WeakRef.prototype, deref, methods.deref);
  replace(FinalizationRegistry.prototype, register, methods.register);
  replace(FinalizationRegistry.prototype, unregister, methods.unregister);
}
