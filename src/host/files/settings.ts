// What an exploration says of files: whether they are in memory, which there are, which faults may happen.

import type { RealFiles } from './real-files';

/** Faults that calls of files may meet, by choice. `torn`: only the first part of what is written is written. */
export const FILE_FAULTS = ['EIO', 'ENOSPC', 'EMFILE', 'EACCES', 'torn'] as const;

export type FileFault = (typeof FILE_FAULTS)[number];

/** What an exploration says of the files in memory. */
export interface FileSettings {
  /** Contents by path, relative to the working directory or absolute; a path that ends in a slash is an empty folder. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly faults: readonly FileFault[];
  /** The project's files on the disk. */
  readonly real: RealFiles;
}
