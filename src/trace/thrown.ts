// Describes whatever was thrown: an error, a string, `undefined`, or an object whose getters throw themselves. Never throws.

import { inspect, stripVTControlCharacters } from 'node:util';

export interface ThrownDescription {
  /** Name of the error's class, or typeof what was thrown. */
  readonly name: string;
  readonly message: string;
  /** The lines of the stack that begin with `at`; '' if there are none. */
  readonly stack: string;
}

const LONGEST_VALUE = 500;

export function describeThrown(thrown: unknown): ThrownDescription {
  if (typeof thrown === 'string') return { name: 'string', message: thrown, stack: '' };
  if ((typeof thrown !== 'object' && typeof thrown !== 'function') || thrown === null) {
    return { name: thrown === null ? 'null' : typeof thrown, message: String(thrown), stack: '' };
  }
  const message = textOf(thrown, 'message');
  return {
    name: className(thrown),
    message: message === null ? show(thrown) : stripVTControlCharacters(message),
    stack: framesOf(textOf(thrown, 'stack') ?? ''),
  };
}

/** The name of the class if `name` only says `Error`, as it does in assertion libraries. */
function className(thrown: object): string {
  const name = textOf(thrown, 'name');
  const constructed = textOf(read(thrown, 'constructor'), 'name');
  if (name && name !== 'Error') return name;
  return constructed || name || typeof thrown;
}

function framesOf(stack: string): string {
  return stripVTControlCharacters(stack)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .join('\n');
}

function textOf(owner: unknown, key: string): string | null {
  const value = read(owner, key);
  return typeof value === 'string' ? value : null;
}

function read(owner: unknown, key: string): unknown {
  try {
    return (owner as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

function show(thrown: object): string {
  try {
    const text = inspect(thrown, { depth: 1, breakLength: Number.POSITIVE_INFINITY, customInspect: false });
    return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
  } catch {
    return 'an object that cannot be shown';
  }
}
