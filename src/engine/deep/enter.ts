// Calls in generators of deep files. A function that has a twin is entered by it:
//
//   f(a)        (_y = _$.enter(void 0, f, [a], "f"), _d.in ? yield* _y : _y)

import { apply, hasOwn, construct as reflectConstruct } from '../natives';
import { simulation } from '../simulation';
import { constructClass } from './classes';
import { bodyOfTwin, ClassTwin, GeneratorTwin, twinOf } from './twins';

export type Body = Generator<unknown, unknown, unknown>;
type AnyFunction = (...args: unknown[]) => unknown;

/**
 * `$.enter`: calls `callee`. If it has a generator form, sets `$.d.in` and returns that generator, to be entered by `yield*`.
 * @param text of the callee, for the error if it is no function
 */
export function enter(self: unknown, callee: unknown, args: unknown[], text: string, site = -1): unknown {
  if (typeof callee !== 'function') throw new TypeError(`${text} is not a function`);
  const twin = twinOf(callee);
  if (twin !== undefined) {
    const body = bodyOfTwin(twin, self, args, site);
    if (body !== null) {
      simulation.deep.in = true;
      return body;
    }
    if (twin instanceof GeneratorTwin) {
      const made = twin.make(self, args);
      simulation.deep.in = false;
      return made;
    }
  }
  const value = apply(callee as AnyFunction, self, args);
  simulation.deep.in = false;
  return value;
}

/** The same from engine code: `yield* invoke(…)`. */
export function* invoke(self: unknown, callee: unknown, args: unknown[]): Body {
  const value = enter(self, callee, args, 'callback');
  return simulation.deep.in ? yield* value as Body : value;
}

/** `$.construct`: `new callee(…args)`, as `enter`. */
export function construct(callee: unknown, args: unknown[], text: string): unknown {
  if (typeof callee !== 'function') throw new TypeError(`${text} is not a constructor`);
  // Arrow functions, methods and bound functions have none.
  const isOrdinary = hasOwn(callee, 'prototype');
  if (!isOrdinary && !isConstructor(callee)) throw new TypeError(`${text} is not a constructor`);
  const twin = isOrdinary ? twinOf(callee) : undefined;
  const body =
    typeof twin === 'function'
      ? constructing(twin as (...args: unknown[]) => Body, callee, args)
      : twin instanceof ClassTwin
        ? constructClass(callee as never, twin, args, callee)
        : (simulation.deep.constructors.get(callee)?.(args, callee) ?? null);
  if (body !== null) {
    simulation.deep.in = true;
    return body;
  }
  const made = reflectConstruct(callee, args);
  simulation.deep.in = false;
  return made;
}

function isConstructor(value: Function): boolean {
  try {
    reflectConstruct(Object, [], value);
    return true;
  } catch {
    return false;
  }
}

/** [[Construct]] of an ordinary function (ECMAScript 10.2.2). */
function* constructing(body: (...args: unknown[]) => Body, callee: Function, args: unknown[]): Body {
  const self = reflectConstruct(Object, [], callee) as object;
  const result = yield* apply(body, self, args);
  return (typeof result === 'object' && result !== null) || typeof result === 'function' ? result : self;
}
