// Standard streams of workers: what a worker writes goes to the process's own stream, or, if the parent wants it, to a stream of the Worker
// object.

import { Console } from 'node:console';
import { Readable, Writable } from 'node:stream';
import type { WorkerOptions } from './worker-options';

export interface WorkerStreams {
  /** What the Worker object has. */
  readonly parents: { readonly stdin: Writable | null; readonly stdout: Readable; readonly stderr: Readable };
  /** What the worker's process has. */
  readonly workers: { readonly stdin: Readable; readonly stdout: Writable; readonly stderr: Writable };
}

/** @param tell hands something to the parent, in order */
export function standardStreams(options: WorkerOptions, tell: (what: () => void) => void): WorkerStreams {
  const output = (name: 'stdout' | 'stderr') => {
    // Someone may read it even if it goes to the process's stream, too.
    const readable = new Readable({ read() {} });
    const writable = new Writable({
      decodeStrings: false,
      write(chunk, encoding, done) {
        if (!options[name]) process[name].write(chunk, encoding);
        if (options[name] || readable.listenerCount('data') + readable.listenerCount('readable') > 0)
          tell(() => readable.push(chunk, encoding));
        done();
      },
    });
    return { readable, writable };
  };
  const input = new Readable({ read() {} });
  const stdin = options.stdin
    ? new Writable({
        write(chunk, encoding, done) {
          input.push(chunk, encoding);
          done();
        },
        final(done) {
          input.push(null);
          done();
        },
      })
    : null;
  if (stdin === null) input.push(null);
  const out = output('stdout');
  const err = output('stderr');
  return {
    parents: { stdin, stdout: out.readable, stderr: err.readable },
    workers: { stdin: input, stdout: out.writable, stderr: err.writable },
  };
}

/** What writes to the worker's streams, if its parent reads them; otherwise null: the worker has the console of the test. */
export function consoleOf(options: WorkerOptions, { workers: { stdout, stderr } }: WorkerStreams): Console | null {
  return options.stdout || options.stderr ? new Console({ stdout, stderr }) : null;
}

/** The realm's console, for a worker that has none of its own: what an ended worker says is not heard. */
export function consoleUntil(isOver: () => boolean): Console {
  return new Proxy(console, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' && isOver() ? () => {} : member;
    },
  });
}
