// Direct calls: `await f(n - 1)`, `return f(n - 1)` where `f` is an async function of instrumented code, and nothing happens between the end of the
// call and the await. In deep recursion each takes three times as much of the stack as it does natively: the function, `$.run`, the
// generator, and what resumes it. The order of events stays the same if the caller's generator stops first and the callee starts then, on top
// of nothing. So after some nesting direct calls form a chain, which a loop runs (`runChain` of resumable.ts).

import { kindOf } from './function-kinds';
import { getOwnPropertyDescriptor, getPrototypeOf, types } from './natives';
import { type Resumable, resume } from './resumable';
import { simulation } from './simulation';

/** So many direct calls stand on the stack before a chain begins: short recursion has the stack that it would have natively. */
const NESTED = 64;
/** What is longer goes on on the stack, so that endless recursion ends in a RangeError. */
const LONGEST = 10_000;

/**
 * `$.direct`: announces a direct call.
 * @param value the last argument of the call, which is evaluated last
 * @param object for a method, of which the plugin does not know what it is: what it is called on
 * @returns `value`
 */
export function direct(value: unknown, object?: unknown, key?: string): unknown {
  if (key === undefined || isAsyncMethod(object, key)) simulation.agent.recursion.direct = true;
  return value;
}

/** Whether `object[key]` is an async function of instrumented code; nothing is run to find out. */
function isAsyncMethod(object: unknown, key: string): boolean {
  let place = (typeof object === 'object' || typeof object === 'function' ? object : null) as object | null;
  while (place !== null && !types.isProxy(place)) {
    const descriptor = getOwnPropertyDescriptor(place, key);
    if (descriptor !== undefined) return kindOf(descriptor.value) === 'AsyncFunction';
    place = getPrototypeOf(place) as object | null;
  }
  return false;
}

/** Starts the coroutine of a direct call. */
export function startDirectly(coroutine: Resumable): void {
  const { recursion } = simulation.agent;
  recursion.direct = false;
  if (recursion.nested >= NESTED && recursion.chained < LONGEST) {
    recursion.deferred = coroutine;
    return;
  }
  recursion.nested++;
  try {
    resume(coroutine, undefined, false);
  } finally {
    recursion.nested--;
  }
}
