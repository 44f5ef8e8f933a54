// The files of one iteration: a volume of memfs behind Node's functions, with the project's real files below it, virtual times, descriptors
// that are numbered anew in each iteration, and a log of what is accessed.

import { dirname, join, resolve, sep } from 'node:path';
import { resource } from '../../engine/access';
import { UNKNOWN } from '../../engine/render-value';
import { simulation } from '../../engine/simulation';
import { EPOCH } from '../epoch';
import { CALLS, changesByOpening, emptiesByOpening, OF_CONTENTS, OF_WHOLE_FOLDERS, type Touch } from './calls';
import { ofRealm, pathOf, unknownDescriptor } from './errors';
import type { Volume } from './memfs';
import { Mirror, type RealFiles } from './real-files';
import { direntOf, statsOf, type Times } from './stats';

/** Descriptors of the memory, so that real ones keep their meaning. */
const FIRST_DESCRIPTOR = 10_000;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** What is logged of a call. */
export type Logged = 'all' | 'names' | 'nothing';

interface Descriptor {
  /** As memfs numbers it. */
  readonly inner: number;
  readonly path: string;
}

type Raw = Readonly<Record<string, unknown>>;

export class Memory {
  private readonly descriptors = new Map<number, Descriptor>();
  /** By number of the inode. */
  private readonly times = new Map<number, Times>();
  /** What stands for a path, or the names in a folder, in the log of accesses. */
  private readonly tokens = new Map<string, object>();
  private readonly mirror: Mirror;
  private hasLinks = false;
  /** Contents on the disk, by inode, of files that were changed since; null while nothing can crash. */
  unsynced: Map<number, Buffer> | null = null;

  constructor(
    private readonly volume: Volume,
    real: RealFiles,
    private readonly random: () => number,
    files: Readonly<Record<string, string | Uint8Array>>,
  ) {
    this.mirror = new Mirror(real, {
      has: (path) => this.raw(path) !== undefined,
      folder: (path) => this.native('mkdir', path, { recursive: true }),
      file: (path, data) => this.native('writeFile', path, data),
    });
    for (const [name, data] of Object.entries(files)) {
      const path = resolve(name);
      this.mirror.take(path);
      this.native('mkdir', name.endsWith('/') ? path : dirname(path), { recursive: true });
      if (!name.endsWith('/')) this.native('writeFile', path, data);
    }
  }

  /** Whether a descriptor is one of the memory. */
  owns(descriptor: unknown): boolean {
    return this.descriptors.has(descriptor as number) || (descriptor as number) >= FIRST_DESCRIPTOR;
  }

  /**
   * Runs a function of `fs`, all of it at once.
   * @param name without `Sync`
   * @param site where it was called
   * @param logged what is logged as accessed: all, only names that come and go, or nothing
   * @throws what Node throws
   */
  call(name: string, args: readonly unknown[], site: number, logged: Logged = 'all'): unknown {
    const touches = this.touches(name, args);
    for (const { path, names } of touches) {
      this.mirror.take(path);
      if (names === path) this.mirror.takeNames(path, isRecursive(args) || name === 'cp');
    }
    const before = touches.map(({ path, write }) => (write ? this.raw(path) : undefined));
    const on = simulation.tracking.on && logged !== 'nothing';
    const existed = on ? touches.map(({ path, names }) => this.exists(names ?? path)) : [];
    this.remember(name, touches, before);
    let failed = true;
    try {
      const result = this.run(name, args);
      failed = false;
      this.stamp(name, args, touches, before);
      return result;
    } catch (error) {
      throw ofRealm(error);
    } finally {
      if (on) this.log(touches, existed, failed, site, !failed && logged === 'names');
    }
  }

  /** A file was emptied by a call that is about to fill it: reports say what it has filled it with. */
  logEmptied(path: unknown, site: number): void {
    if (!simulation.tracking.on) return;
    const whole = this.canonical(pathOf(path));
    resource(this.token(whole), true, site, UNKNOWN, whole);
  }

  /** Every file whose contents are not on the disk: its path, what it holds, and what the disk does. */
  *lost(): Generator<{ readonly path: string; readonly data: Buffer; readonly durable: Buffer }> {
    const paths = this.native('readdir', sep, { recursive: true }) as readonly string[];
    for (const name of [...paths].sort()) {
      const path = resolve(sep, name);
      const durable = this.unsynced?.get(this.raw(path)?.ino as number);
      if (durable !== undefined && this.isFile(path))
        yield { path, data: this.native('readFile', path) as Buffer, durable };
    }
  }

  /** After a crash: a file is as the disk has it. */
  restore(path: string, data: Buffer): void {
    this.native('writeFile', path, data);
  }

  /** After a crash: nothing is open. */
  closeAll(): void {
    this.descriptors.clear();
  }

  private run(name: string, args: readonly unknown[]): unknown {
    const call = CALLS[name];
    const [first, ...rest] = args;
    if (call?.descriptor === undefined || typeof first !== 'number') return this.onPaths(name, args.map(pathOf));
    const descriptor = this.descriptors.get(first);
    if (descriptor === undefined) throw unknownDescriptor(name);
    const result = this.native(name, descriptor.inner, ...rest);
    if (name === 'close') this.descriptors.delete(first);
    if (name === 'fsync' || name === 'fdatasync') this.unsynced?.delete(this.inodeOf(descriptor));
    return name === 'fstat' ? this.stats(result as Raw) : result;
  }

  private onPaths(name: string, args: readonly unknown[]): unknown {
    if (name === 'mkdtemp') return this.makeTemporary(args[0] as string, args[1]);
    const result = this.native(name, ...args);
    if (name === 'open') return this.descriptorFor(result as number, resolve(args[0] as string));
    if (name === 'symlink') this.hasLinks = true;
    if (name === 'stat' || name === 'lstat') return result === undefined ? undefined : this.stats(result as Raw);
    if (name !== 'readdir') return result;
    const entries = result as readonly unknown[];
    return typeof entries[0] === 'object' && !Buffer.isBuffer(entries[0])
      ? entries.map((one) => direntOf(one as never))
      : entries;
  }

  private makeTemporary(prefix: string, options: unknown): unknown {
    let path = prefix;
    for (let i = 0; i < 6; i++) path += LETTERS[Math.floor(this.random() * LETTERS.length)];
    this.native('mkdir', path);
    const encoding = typeof options === 'string' ? options : (options as { encoding?: string } | undefined)?.encoding;
    return encoding === 'buffer' ? Buffer.from(path) : path;
  }

  /** The lowest number that is free, as in POSIX. */
  private descriptorFor(inner: number, path: string): number {
    let number = FIRST_DESCRIPTOR;
    while (this.descriptors.has(number)) number++;
    this.descriptors.set(number, { inner, path });
    return number;
  }

  private touches(name: string, args: readonly unknown[]): Touch[] {
    const call = CALLS[name];
    const [first] = args;
    if (call === undefined) return [];
    if (call.descriptor !== undefined && typeof first === 'number') {
      const path = this.descriptors.get(first)?.path;
      return path === undefined ? [] : [{ path, write: call.changes === true }];
    }
    const path = (index: number) => this.canonical(pathOf(args[index]));
    const found: Touch[] = call.reads.map((index) => ({ path: path(index), write: false }));
    const isWrite = name !== 'open' || changesByOpening(args[1] ?? 'r');
    for (const index of call.writes) {
      const changed = path(index);
      if (name === 'mkdir' && isRecursive(args))
        for (const one of this.missingAbove(changed)) found.push({ path: one, write: true });
      found.push({ path: changed, write: isWrite });
      if (call.names && isWrite) found.push({ path: dirname(changed), write: true, names: changed });
    }
    const folder = name === 'readdir' || OF_WHOLE_FOLDERS.has(name) ? found[0]?.path : undefined;
    if (folder !== undefined && this.isFolder(folder)) {
      found.push({ path: folder, write: name !== 'readdir' && name !== 'cp', names: folder });
      if (name !== 'readdir')
        for (const known of this.knownBelow(folder)) found.push({ path: known, write: name !== 'cp' });
    }
    return found;
  }

  private canonical(path: unknown): string {
    const whole = resolve(String(path));
    if (!this.hasLinks) return whole;
    try {
      return this.native('realpath', whole) as string;
    } catch {
      return whole;
    }
  }

  private missingAbove(path: string): string[] {
    const parent = dirname(path);
    this.mirror.take(parent);
    return parent === path || this.raw(parent) !== undefined ? [] : [...this.missingAbove(parent), parent];
  }

  /** Paths below a folder that the iteration has met. */
  private knownBelow(folder: string): string[] {
    const start = join(folder, sep);
    return [...this.tokens.keys()].filter((path) => path.startsWith(start) && !path.endsWith(sep) && path !== folder);
  }

  /** Before contents change: what the disk has. */
  private remember(name: string, touches: readonly Touch[], before: readonly (Raw | undefined)[]): void {
    if (this.unsynced === null || !(OF_CONTENTS.has(name) || name === 'open')) return;
    touches.forEach(({ path, write, names }, index) => {
      const ino = before[index]?.ino as number | undefined;
      if (!write || names !== undefined || ino === undefined || this.unsynced?.has(ino) || !this.isFile(path)) return;
      this.unsynced?.set(ino, Buffer.from(this.native('readFile', path) as Buffer));
    });
  }

  /** What has come to be, or was changed, has the time of now. */
  private stamp(
    name: string,
    args: readonly unknown[],
    touches: readonly Touch[],
    before: readonly (Raw | undefined)[],
  ): void {
    const now = EPOCH + simulation.time;
    const isOld = name === 'open' && !emptiesByOpening(args[1] ?? 'r');
    touches.forEach(({ path, write, names }, index) => {
      if (!write) return;
      const raw = this.raw(path);
      if (raw === undefined) {
        if (names === undefined && before[index] !== undefined) this.mirror.remove(path);
        return;
      }
      const ino = raw.ino as number;
      if (names === undefined && before[index] === undefined) {
        this.times.set(ino, { birthtime: now, ctime: now, mtime: now, atime: now });
        if (raw.isFile instanceof Function && (raw.isFile as () => boolean)() && name !== 'rename' && name !== 'link')
          this.unsynced?.set(ino, Buffer.alloc(0));
      } else if (!isOld) {
        const times = this.timesOf(ino);
        times.ctime = now;
        if (/utimes$/.test(name)) {
          times.atime = raw.atimeMs as number;
          times.mtime = raw.mtimeMs as number;
        } else if (names !== undefined || OF_CONTENTS.has(name) || name === 'open') times.mtime = now;
      }
    });
  }

  private timesOf(ino: number): Times {
    let times = this.times.get(ino);
    if (times === undefined)
      this.times.set(ino, (times = { birthtime: EPOCH, ctime: EPOCH, mtime: EPOCH, atime: EPOCH }));
    return times;
  }

  private stats(raw: Raw): object {
    return statsOf(raw, this.timesOf(Number(raw.ino)));
  }

  /** A call that has failed has only looked; so has one that has found all as it is to be. */
  private log(
    touches: readonly Touch[],
    existed: readonly boolean[],
    failed: boolean,
    site: number,
    onlyNames: boolean,
  ): void {
    touches.forEach(({ path, write, names }, index) => {
      const exists = this.exists(names ?? path);
      const isChange = existed[index] !== exists;
      if (names === undefined && onlyNames) return;
      if (names === undefined)
        resource(this.token(path), write && !failed && (existed[index] || isChange), site, this.shown(path), path);
      else if (!write || isChange)
        resource(this.token(join(path, sep)), write && !failed, site, UNKNOWN, join(path, sep));
    });
  }

  private token(name: string): object {
    let token = this.tokens.get(name);
    if (token === undefined) this.tokens.set(name, (token = {}));
    return token;
  }

  /** What reports say of a path. */
  private shown(path: string): unknown {
    if (simulation.recorder === null && simulation.probe === null) return undefined;
    if (this.isFile(path)) return String(this.native('readFile', path));
    return this.raw(path) === undefined ? undefined : '[folder]';
  }

  private raw(path: string): Raw | undefined {
    try {
      return this.native('lstat', path, { throwIfNoEntry: false }) as Raw | undefined;
    } catch {
      return undefined;
    }
  }

  private exists(path: string): boolean {
    return this.raw(path) !== undefined;
  }

  private inodeOf({ inner }: Descriptor): number {
    return (this.native('fstat', inner) as Raw).ino as number;
  }

  private isFile(path: string): boolean {
    return (this.raw(path) as { isFile(): boolean } | undefined)?.isFile() ?? false;
  }

  private isFolder(path: string): boolean {
    return (this.raw(path) as { isDirectory(): boolean } | undefined)?.isDirectory() ?? false;
  }

  private native(name: string, ...args: readonly unknown[]): unknown {
    return (this.volume[`${name}Sync`] as (...args: unknown[]) => unknown).apply(this.volume, args as unknown[]);
  }
}

function isRecursive(args: readonly unknown[]): boolean {
  return args.some(
    (one) => typeof one === 'object' && one !== null && (one as { recursive?: unknown }).recursive === true,
  );
}
