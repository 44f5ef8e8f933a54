// The project's files on the disk, which an iteration sees until it changes them. They are looked at once in an exploration.

import fs from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** What is at a path: the bytes of a file, the names in a folder, or nothing. */
type Entry = Buffer | readonly string[] | null;

const { statSync, readFileSync, readdirSync } = fs;

/** What is kept over the schedules of an exploration. */
export class RealFiles {
  private readonly known = new Map<string, Entry>();

  /**
   * @param root only files below it are seen
   * @param empty folders that there are everywhere, without what real ones hold: of temporary files, say
   */
  constructor(
    readonly root: string,
    readonly empty: readonly string[],
  ) {}

  /** Whether a path is one of the project. */
  has(path: string): boolean {
    return isBelow(path, this.root);
  }

  at(path: string): Entry {
    let entry = this.known.get(path);
    if (entry === undefined) this.known.set(path, (entry = look(path)));
    return entry;
  }
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function look(path: string): Entry {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return readdirSync(path).sort();
    return stats.isFile() ? readFileSync(path) : null;
  } catch {
    return null;
  }
}

/** What of the real files an iteration has taken over into its memory. */
export class Mirror {
  private readonly seen = new Set<string>();
  /** Folders that the iteration has removed or moved: nothing below them is taken over any more. */
  private readonly cut = new Set<string>();

  constructor(
    private readonly real: RealFiles,
    private readonly put: {
      has(path: string): boolean;
      folder(path: string): void;
      file(path: string, data: Buffer): void;
    },
  ) {}

  /** Takes over a path and the folders above it. */
  take(path: string): void {
    if (this.seen.has(path)) return;
    this.seen.add(path);
    if (!this.real.has(path)) {
      const empty = this.real.empty.find((folder) => isBelow(path, folder));
      if (empty === undefined || (empty !== path && this.seen.has(empty))) return;
      this.seen.add(empty);
      this.put.folder(empty);
      return;
    }
    const parent = dirname(path);
    if (path !== this.real.root) {
      this.take(parent);
      if (this.isCut(parent) || this.put.has(path) || !this.put.has(parent)) return;
    }
    const entry = this.real.at(path);
    if (entry === null) return;
    if (!Buffer.isBuffer(entry)) this.put.folder(path);
    else this.put.file(path, entry);
  }

  /** Takes over what a folder holds. */
  takeNames(path: string, recursively: boolean): void {
    if (!this.real.has(path)) return;
    this.take(path);
    const entry = this.real.at(path);
    if (entry === null || Buffer.isBuffer(entry)) return;
    for (const name of entry) {
      this.take(join(path, name));
      if (recursively) this.takeNames(join(path, name), true);
    }
  }

  /** The path is removed, or moved. */
  remove(path: string): void {
    if (this.real.has(path)) this.cut.add(path);
  }

  private isCut(path: string): boolean {
    for (let at = path; ; at = dirname(at)) {
      if (this.cut.has(at)) return true;
      if (at === dirname(at)) return false;
    }
  }
}
