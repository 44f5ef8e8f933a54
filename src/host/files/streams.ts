// Streams over files in memory: Node's own, on functions that are operations.

import fs, { type ReadStream, type WriteStream } from 'node:fs';
import { type AnyFunction, calling } from './callbacks';

const FUNCTIONS = ['open', 'read', 'write', 'writev', 'close', 'fsync'] as const;

function functions(): Readonly<Record<string, AnyFunction>> {
  return Object.fromEntries(FUNCTIONS.map((name) => [name, calling(name)]));
}

function withMemory(options: unknown): object {
  const given = typeof options === 'string' ? { encoding: options } : ((options ?? {}) as object);
  const { fd } = given as { fd?: unknown };
  const descriptor = typeof fd === 'object' && fd !== null ? (fd as { fd: number }).fd : fd;
  const own = { fs: functions() };
  return descriptor === undefined ? { ...given, ...own } : { ...given, fd: descriptor, ...own };
}

export function readStream(path: unknown, options?: unknown): ReadStream {
  return fs.createReadStream(path as string, withMemory(options) as never);
}

export function writeStream(path: unknown, options?: unknown): WriteStream {
  return fs.createWriteStream(path as string, withMemory(options) as never);
}
