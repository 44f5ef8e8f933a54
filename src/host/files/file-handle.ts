// What `open` of `fs/promises` gives.

import { EventEmitter } from 'node:events';
import type { ReadStream, WriteStream } from 'node:fs';
import { readArguments, writeArguments } from './arguments';
import { effectsOf } from './effects';
import { mainFiles } from './main-files';
import { promised } from './promised';
import { readStream, writeStream } from './streams';

type Bytes = ArrayBufferView;

export class FileHandle extends EventEmitter {
  /** -1 when it is closed. */
  private descriptor: number;

  constructor(descriptor: number) {
    super();
    this.descriptor = descriptor;
  }

  get fd(): number {
    return this.descriptor;
  }

  read(...args: unknown[]): Promise<{ bytesRead: number; buffer: Bytes }> {
    const [buffer, ...rest] = readArguments(args);
    return this.perform('read', [buffer, ...rest], (bytesRead: number) => ({ bytesRead, buffer }));
  }

  readv(buffers: readonly Bytes[], position?: number): Promise<{ bytesRead: number; buffers: readonly Bytes[] }> {
    return this.perform('readv', [buffers, position], (bytesRead: number) => ({ bytesRead, buffers }));
  }

  write(data: unknown, ...rest: unknown[]): Promise<{ bytesWritten: number; buffer: unknown }> {
    return this.perform('write', writeArguments([data, ...rest]), (bytesWritten: number) => ({
      bytesWritten,
      buffer: data,
    }));
  }

  writev(buffers: readonly Bytes[], position?: number): Promise<{ bytesWritten: number; buffers: readonly Bytes[] }> {
    return this.perform('writev', [buffers, position], (bytesWritten: number) => ({ bytesWritten, buffers }));
  }

  readFile(options?: unknown): Promise<unknown> {
    return this.perform('readFile', [options], (value) => value);
  }

  writeFile(data: unknown, options?: unknown): Promise<unknown> {
    return this.perform('writeFile', [data, options], () => undefined);
  }

  appendFile(data: unknown, options?: unknown): Promise<unknown> {
    return this.perform('appendFile', [data, options], () => undefined);
  }

  stat(options?: unknown): Promise<unknown> {
    return this.perform('fstat', [options], (value) => value);
  }

  sync(): Promise<unknown> {
    return this.perform('fsync', [], () => undefined);
  }

  datasync(): Promise<unknown> {
    return this.perform('fdatasync', [], () => undefined);
  }

  truncate(length = 0): Promise<unknown> {
    return this.perform('ftruncate', [length], () => undefined);
  }

  chmod(mode: unknown): Promise<unknown> {
    return this.perform('fchmod', [mode], () => undefined);
  }

  chown(uid: number, gid: number): Promise<unknown> {
    return this.perform('fchown', [uid, gid], () => undefined);
  }

  utimes(atime: unknown, mtime: unknown): Promise<unknown> {
    return this.perform('futimes', [atime, mtime], () => undefined);
  }

  close(): Promise<unknown> {
    const closed = this.perform('close', [], () => undefined);
    this.descriptor = -1;
    this.emit('close');
    return closed;
  }

  createReadStream(options: object = {}): ReadStream {
    return readStream('', { ...options, fd: this.fd });
  }

  createWriteStream(options: object = {}): WriteStream {
    return writeStream('', { ...options, fd: this.fd });
  }

  [Symbol.for('nodejs.asyncDispose')](): Promise<unknown> {
    return this.close();
  }

  private perform<Value>(name: string, args: readonly unknown[], map: (value: never) => Value): Promise<Value> {
    const effects = effectsOf(mainFiles(), name, [this.descriptor, ...args]);
    return promised(
      name,
      `FileHandle.${name.replace(/^f(?=(?:stat|truncate|chmod|chown|utimes)$)/, '')}`,
      effects,
      map,
    );
  }
}

if (typeof Symbol.asyncDispose === 'symbol')
  Object.defineProperty(FileHandle.prototype, Symbol.asyncDispose, {
    value: function (this: FileHandle) {
      return this.close();
    },
    writable: true,
    configurable: true,
  });
