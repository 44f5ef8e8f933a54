// Faults of files: where one may happen, the strategy chooses whether it does.

import { dataChoice } from '../../engine/questions';
import { systemError } from './errors';
import type { FileFault } from './settings';

/** One call in so many meets a fault, where choices are drawn at random. */
const RARITY = 8;

const OPENING = ['open', 'readFile', 'writeFile', 'appendFile', 'copyFile', 'readdir', 'cp'];
const WRITING = ['writeFile', 'appendFile', 'write', 'writev', 'copyFile', 'cp'];

/** The calls that may meet a fault. */
const PLACES: Readonly<Record<FileFault, ReadonlySet<string>>> = {
  EIO: new Set([...WRITING, 'readFile', 'read', 'readv', 'readdir', 'fsync', 'fdatasync']),
  ENOSPC: new Set([...WRITING, 'mkdir', 'mkdtemp']),
  EMFILE: new Set(OPENING),
  EACCES: new Set([...OPENING, 'mkdir', 'rename', 'unlink', 'rm', 'rmdir']),
  torn: new Set(['writeFile', 'appendFile', 'write']),
};

const SYSCALLS: Readonly<Record<string, string>> = {
  readFile: 'read',
  writeFile: 'write',
  appendFile: 'write',
  readdir: 'scandir',
  copyFile: 'copyfile',
};

/** @returns the fault that this call meets, or null */
export function chooseFault(name: string, onDescriptor: boolean, faults: readonly FileFault[]): FileFault | null {
  const possible = faults.filter(
    (fault) => PLACES[fault].has(name) && !(onDescriptor && (fault === 'EMFILE' || fault === 'EACCES')),
  );
  if (possible.length === 0 || dataChoice(RARITY) !== RARITY - 1) return null;
  return (possible.length === 1 ? possible[0] : possible[dataChoice(possible.length)]) as FileFault;
}

/** What a call that meets this fault throws. */
export function faultError(name: string, fault: Exclude<FileFault, 'torn'>, first: unknown): Error {
  const opens = fault === 'EMFILE' || fault === 'EACCES';
  const syscall = opens && OPENING.includes(name) && name !== 'readdir' ? 'open' : (SYSCALLS[name] ?? name);
  return systemError(fault, syscall, first);
}

/**
 * The first part of what a call was to write, and its arguments for that part.
 * @returns null if there is nothing to tear
 */
export function tornArguments(name: string, args: readonly unknown[]): unknown[] | null {
  const [target, data, ...rest] = args;
  const isText = typeof data === 'string';
  if (!isText && !ArrayBuffer.isView(data)) return null;
  if (name === 'write' && !isText) {
    const [offset = 0, length = data.byteLength - (offset as number), position = null] = rest as number[];
    return length === 0 ? null : [target, data, offset, dataChoice(length), position];
  }
  const bytes = isText ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (bytes.length === 0) return null;
  const part = bytes.subarray(0, dataChoice(bytes.length));
  return name === 'write' ? [target, part, 0, part.length, rest[0] ?? null] : [target, part, ...rest];
}
