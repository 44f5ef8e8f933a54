// What the parent of a worker gets of an error that has ended it. Node serializes errors with the properties that they have, and what cannot
// be sent as text.

import { types } from 'node:util';
import { clone } from '../messages/port';

const KINDS = [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];

/** Properties of errors that are no enumerable ones. */
const OWN = ['name', 'message', 'stack', 'cause', 'code'] as const;

export function errorForParent(error: unknown): unknown {
  if (!types.isNativeError(error)) {
    try {
      return clone(error).value;
    } catch {
      return new Error(String(error));
    }
  }
  // What the world outside the sandbox throws is of another realm's classes.
  const kind = KINDS.find(({ name }) => name === error.constructor.name);
  const made = new (kind ?? Error)(error.message);
  const source = error as unknown as Readonly<Record<string, unknown>>;
  for (const name of new Set([...OWN, ...Object.keys(error)])) {
    if (!(name in source) || source[name] === (made as unknown as Record<string, unknown>)[name]) continue;
    try {
      const enumerable = Object.prototype.propertyIsEnumerable.call(error, name);
      Object.defineProperty(made, name, {
        value: clone(source[name]).value,
        writable: true,
        configurable: true,
        enumerable,
      });
    } catch {
      // What cannot be sent does not come.
    }
  }
  return made;
}
