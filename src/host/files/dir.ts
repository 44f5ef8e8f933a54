// What `opendir` gives: the entries of a folder as they were when it was opened.

import { isControlled } from '../../engine/promise';
import { asStandard, Promise as ControlledPromise } from '../../engine/promise-statics';
import { mainFiles } from './main-files';

type Entry = object;

export class Dir {
  private at = 0;

  private constructor(
    readonly path: string,
    private readonly entries: readonly Entry[],
  ) {}

  static open(path: unknown, options: unknown, site: number): Dir {
    const { recursive = false, encoding } = (options ?? {}) as { recursive?: boolean; encoding?: string };
    const entries = mainFiles().call('readdir', [path, { withFileTypes: true, recursive, encoding }], site);
    return new Dir(String(path), entries as readonly Entry[]);
  }

  readSync(): Entry | null {
    return this.entries[this.at++] ?? null;
  }

  closeSync(): void {}

  read(callback?: (error: null, entry: Entry | null) => void): Promise<Entry | null> | undefined {
    return answer(this.readSync(), callback);
  }

  close(callback?: (error: null, value: undefined) => void): Promise<undefined> | undefined {
    return answer(undefined, callback);
  }

  [Symbol.asyncIterator](): AsyncIterator<Entry> & AsyncIterable<Entry> {
    const next = () => {
      const value = this.readSync();
      return standard(value === null ? { done: true as const, value: undefined } : { done: false as const, value });
    };
    const iterator = { next, return: () => standard({ done: true as const, value: undefined }) };
    return { ...iterator, [Symbol.asyncIterator]: () => iterator as never } as never;
  }
}

function standard<Value>(value: Value): Promise<Value> {
  const promise = ControlledPromise.resolve(value);
  return isControlled(promise) ? (asStandard(promise) as Promise<Value>) : promise;
}

function answer<Value>(value: Value, callback?: (error: null, value: Value) => void): Promise<Value> | undefined {
  if (callback === undefined) return standard(value);
  process.nextTick(callback, null, value);
  return undefined;
}
