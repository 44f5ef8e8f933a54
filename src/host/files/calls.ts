// What each function of `fs` touches: which of its arguments are paths, and whether it changes what is there.

import { constants } from 'node:fs';

/** One path or descriptor that a call touches. */
export interface Touch {
  readonly path: string;
  readonly write: boolean;
  /** It is about the names in the folder, not about the folder itself: a change if this path comes or goes. */
  readonly names?: string;
}

export interface Call {
  /** Arguments that are paths and are looked at. */
  readonly reads: readonly number[];
  /** Arguments that are paths and are changed. */
  readonly writes: readonly number[];
  /** Names may come or go. */
  readonly names?: boolean;
  /** The first argument is a descriptor; `either`: a descriptor or a path. */
  readonly descriptor?: true | 'either';
  /** It changes what the descriptor stands for. */
  readonly changes?: boolean;
}

const READ: Call = { reads: [0], writes: [] };
const WRITE: Call = { reads: [], writes: [0] };
const NAMES: Call = { reads: [], writes: [0], names: true };
const DESCRIPTOR: Call = { reads: [], writes: [], descriptor: true };
const CHANGE: Call = { ...DESCRIPTOR, changes: true };

/** By name, without `Sync`. */
export const CALLS: Readonly<Record<string, Call>> = {
  access: READ,
  exists: READ,
  stat: READ,
  lstat: READ,
  statfs: READ,
  readdir: READ,
  readlink: READ,
  realpath: READ,
  readFile: { ...READ, descriptor: 'either' },
  writeFile: { ...NAMES, descriptor: 'either', changes: true },
  appendFile: { ...NAMES, descriptor: 'either', changes: true },
  truncate: { ...WRITE, descriptor: 'either', changes: true },
  open: NAMES,
  mkdir: NAMES,
  rmdir: NAMES,
  rm: NAMES,
  unlink: NAMES,
  rename: { reads: [], writes: [0, 1], names: true },
  copyFile: { reads: [0], writes: [1], names: true },
  cp: { reads: [0], writes: [1], names: true },
  link: { reads: [0], writes: [1], names: true },
  symlink: { reads: [], writes: [1], names: true },
  chmod: WRITE,
  lchmod: WRITE,
  chown: WRITE,
  lchown: WRITE,
  utimes: WRITE,
  lutimes: WRITE,
  close: DESCRIPTOR,
  read: DESCRIPTOR,
  readv: DESCRIPTOR,
  fstat: DESCRIPTOR,
  fsync: DESCRIPTOR,
  fdatasync: DESCRIPTOR,
  write: CHANGE,
  writev: CHANGE,
  ftruncate: CHANGE,
  fchmod: CHANGE,
  fchown: CHANGE,
  futimes: CHANGE,
};

/** Calls that take a whole folder with them. */
export const OF_WHOLE_FOLDERS: ReadonlySet<string> = new Set(['rm', 'rmdir', 'rename', 'cp']);

/** Calls that put data into files. */
export const OF_CONTENTS: ReadonlySet<string> = new Set([
  ...['writeFile', 'appendFile', 'truncate', 'copyFile', 'write', 'writev', 'ftruncate'],
]);

/** Whether `open` with these flags may change the file by itself. */
export function changesByOpening(flags: unknown): boolean {
  if (typeof flags === 'number') return (flags & (constants.O_CREAT | constants.O_TRUNC)) !== 0;
  return typeof flags === 'string' && /[wa]/.test(flags);
}

/** Whether `open` with these flags empties the file. */
export function emptiesByOpening(flags: unknown): boolean {
  return typeof flags === 'number' ? (flags & constants.O_TRUNC) !== 0 : typeof flags === 'string' && /w/.test(flags);
}

/** Whether a function may change what is on the disk. */
export function changesFiles(name: string): boolean {
  const call = CALLS[name];
  return call === undefined || call.writes.length > 0 || call.changes === true || /sync$/.test(name);
}
