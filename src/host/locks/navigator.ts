// `navigator`, where it has locks: the same object with these under control. A realm without locks (Node before 24, jsdom) has none in an iteration either.

import { lookThrough, methodsOf } from '../look-through';
import { controlledLocks, type LockManager } from './lock-manager';

export const nativeNavigator: object | undefined = (globalThis as { navigator?: object }).navigator;

const isManager = (value: unknown): value is LockManager =>
  Object.prototype.toString.call(value) === '[object LockManager]';

function controlledForm(native: object): object {
  // Node makes its locks when they are asked for, which takes a millisecond.
  let known: { readonly native: LockManager; readonly controlled: LockManager } | null = null;
  const locks = (value: unknown): unknown => {
    if (!isManager(value)) return value;
    if (known?.native !== value) known = { native: value, controlled: controlledLocks(value) };
    return known.controlled;
  };
  const methods = [...methodsOf(native)].map((method) => [method, method.bind(native)] as const);
  return lookThrough(native, { values: new Map(methods), computed: { locks } });
}

/** Undefined where the realm has no locks. */
export const controlledNavigator: object | undefined =
  nativeNavigator !== undefined && 'locks' in nativeNavigator ? controlledForm(nativeNavigator) : undefined;
