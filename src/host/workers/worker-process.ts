// A worker's `process`: the same process as the main agent's, but with listeners, arguments, environment and end of its own.

import { EventEmitter } from 'node:events';
import { unsupported } from './worker-errors';

export interface ProcessOptions {
  readonly argv: readonly string[];
  readonly execArgv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly streams: { readonly stdin: unknown; readonly stdout: unknown; readonly stderr: unknown };
  /** Ends the worker; does not return. */
  exit(code: number): never;
}

/** What Node refuses in workers. */
const UNSUPPORTED = ['abort', 'chdir', 'setegid', 'seteuid', 'setgid', 'setgroups', 'setuid', 'initgroups'] as const;

export type WorkerProcess = NodeJS.Process;

export function workerProcess(main: NodeJS.Process, options: ProcessOptions): WorkerProcess {
  const { argv, execArgv, env, streams, exit } = options;
  const made = Object.create(main) as WorkerProcess & { exitCode: number | undefined };
  // Listeners of its own, in place of those that it would inherit.
  Reflect.apply(EventEmitter, made, []);
  const own: Record<string, unknown> = {
    argv: [...argv],
    execArgv: [...execArgv],
    env,
    exitCode: undefined,
    title: main.title,
    ...streams,
    exit: (code?: number | string | null) => exit(Number(code ?? made.exitCode ?? 0)),
    reallyExit: (code?: number) => exit(Number(code ?? 0)),
  };
  // Workers have no channel to a parent process.
  for (const name of ['send', 'disconnect', 'connected', 'channel']) own[name] = undefined;
  for (const name of UNSUPPORTED)
    own[name] = () => {
      throw unsupported(`process.${name}()`);
    };
  for (const [name, value] of Object.entries(own))
    Object.defineProperty(made, name, { value, writable: true, configurable: true, enumerable: true });
  return made;
}
