// What the parent of a worker gets of an error that has ended it. Node serializes errors with the properties that they have, and what cannot
// be sent as text.

import type { Cloning } from '../messages/clone';

/** Properties of errors that are no enumerable ones. */
const OWN = ['name', 'message', 'stack', 'cause', 'code'] as const;

/** @param cloning clones what can be sent */
export function errorForParent(error: unknown, cloning: Cloning): unknown {
  const clone = (value: unknown): unknown => cloning.again(value).value;
  if (!(error instanceof Error)) {
    try {
      return clone(error);
    } catch {
      return new Error(String(error));
    }
  }
  const kind = [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].find((one) => error instanceof one);
  const made = new (kind ?? Error)(error.message);
  const source = error as unknown as Readonly<Record<string, unknown>>;
  for (const name of new Set([...OWN, ...Object.keys(error)])) {
    if (!(name in source) || source[name] === (made as unknown as Record<string, unknown>)[name]) continue;
    try {
      const enumerable = Object.prototype.propertyIsEnumerable.call(error, name);
      Object.defineProperty(made, name, { value: clone(source[name]), writable: true, configurable: true, enumerable });
    } catch {
      // What cannot be sent does not come.
    }
  }
  return made;
}
