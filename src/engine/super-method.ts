// Methods of `super`, called where the body was moved away from its class. What is called is looked up before the arguments are evaluated;
// whether it can be called is asked behind them.

import { apply } from './natives';

type AnyFunction = (...args: unknown[]) => unknown;

/**
 * `$.superMethod`: what `super.name(…)` calls.
 * @param place the key as the error names it, `.name` or `[key]`
 * @param optional nothing is called if there is no method
 */
export function superMethod(
  method: unknown,
  self: unknown,
  place: string,
  optional?: boolean,
): AnyFunction | undefined {
  if (typeof method === 'function') return (...args) => apply(method, self, args) as unknown;
  if (optional && (method === undefined || method === null)) return undefined;
  return () => {
    throw new TypeError(`(intermediate value)${place} is not a function`);
  };
}
