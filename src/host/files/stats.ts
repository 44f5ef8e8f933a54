// What `stat` and `readdir` give: Node's own classes, with times of the virtual clock.

import fs from 'node:fs';
import { NativeDate } from '../../engine/natives';

/** Virtual ms since 1970. */
export interface Times {
  birthtime: number;
  ctime: number;
  mtime: number;
  atime: number;
}

const TIMES = ['atime', 'mtime', 'ctime', 'birthtime'] as const;

/** @param raw what memfs says */
export function statsOf(raw: Readonly<Record<string, unknown>>, times: Times): object {
  const isBig = typeof raw.size === 'bigint';
  const prototype = isBig ? Object.getPrototypeOf(raw) : fs.Stats.prototype;
  const stats: object = Object.create(prototype);
  const fields: Record<string, unknown> = { ...raw };
  for (const name of TIMES) {
    const ms = times[name];
    fields[`${name}Ms`] = isBig ? BigInt(Math.trunc(ms)) : ms;
    if (isBig) fields[`${name}Ns`] = BigInt(Math.trunc(ms)) * 1_000_000n;
    fields[name] = new NativeDate(ms);
  }
  for (const [name, value] of Object.entries(fields))
    Object.defineProperty(stats, name, { value, writable: true, enumerable: true, configurable: true });
  return stats;
}

interface RawDirent {
  readonly name: string | Buffer;
  readonly parentPath?: string;
  readonly path: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

type DirentClass = new (name: string | Buffer, type: number, path: string) => object;

export function direntOf(raw: RawDirent): object {
  const { UV_DIRENT_FILE, UV_DIRENT_DIR, UV_DIRENT_LINK, UV_DIRENT_UNKNOWN } = fs.constants as unknown as Readonly<
    Record<string, number>
  >;
  const type = raw.isFile()
    ? UV_DIRENT_FILE
    : raw.isDirectory()
      ? UV_DIRENT_DIR
      : raw.isSymbolicLink()
        ? UV_DIRENT_LINK
        : UV_DIRENT_UNKNOWN;
  return new (fs.Dirent as unknown as DirentClass)(raw.name, type as number, raw.parentPath ?? raw.path);
}
