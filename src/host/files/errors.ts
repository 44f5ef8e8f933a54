// Errors of files, as Node has them, and arguments that are paths.

import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBADF: 'bad file descriptor',
  EIO: 'i/o error',
  EMFILE: 'too many open files',
  ENOSPC: 'no space left on device',
};

/** An error of a system call, with Node's fields and words. */
export function systemError(code: string, syscall: string, path?: unknown): Error {
  const where = typeof path === 'string' ? ` '${path}'` : '';
  const errno = -((constants.errno as Readonly<Record<string, number>>)[code] ?? 0);
  const fields = typeof path === 'string' ? { errno, code, syscall, path } : { errno, code, syscall };
  return Object.assign(new Error(`${code}: ${WORDS[code] ?? code}, ${syscall}${where}`), fields);
}

export function unknownDescriptor(name: string): Error {
  return systemError('EBADF', name === 'readFile' ? 'read' : /^(?:write|append)File$/.test(name) ? 'write' : name);
}

/** An error of memfs, which lives in another realm under Jest, as one of this realm. */
export function ofRealm(error: unknown): unknown {
  if (error instanceof Error || typeof error !== 'object' || error === null) return error;
  const { message, name } = error as Error;
  const made =
    name === 'TypeError'
      ? new TypeError(message)
      : name === 'RangeError'
        ? new RangeError(message)
        : new Error(message);
  return Object.assign(made, error);
}

/** A path in any of its forms as text; anything else as it is. */
export function pathOf(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const { href, protocol } = given as { href?: unknown; protocol?: unknown };
  return typeof href === 'string' && protocol === 'file:' ? fileURLToPath(href) : given;
}
