// A worker's `process`: that of the main agent, but with listeners, arguments, environment and end of its own, and without what Node has in no
// worker.

import { EventEmitter } from 'node:events';
import { exitMethod } from './exit';
import { unsupported } from './worker-errors';
import { type WarningProcess, warningsOf } from './worker-warnings';

export interface ProcessOptions {
  readonly argv: readonly string[];
  readonly execArgv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly streams: { readonly stdin: unknown; readonly stdout: unknown; readonly stderr: unknown };
  /** Ends the worker. @returns false if it has ended before */
  exit(code: number): boolean;
}

/** What Node refuses in workers. */
const UNSUPPORTED = ['abort', 'chdir', 'setegid', 'seteuid', 'setgid', 'setgroups', 'setuid', 'initgroups'] as const;
/** The channel to a parent process, which workers have not. */
const CHANNEL_METHODS = ['send', 'disconnect'] as const;
const CHANNEL_FACTS = ['channel', 'connected'] as const;
/** What only the main agent can do. */
const OF_THE_MAIN: readonly PropertyKey[] = [
  '_debugEnd',
  '_debugPause',
  '_debugProcess',
  '_startProfilerIdleNotifier',
  '_stopProfilerIdleNotifier',
  ...CHANNEL_METHODS,
  ...CHANNEL_FACTS,
];
/** An emitter begins without them. */
const OF_EMITTERS: readonly PropertyKey[] = ['_events', '_eventsCount', '_maxListeners'];
/** What can be read, and written without any effect. */
const FIXED = ['title', 'debugPort'] as const;

export type WorkerProcess = NodeJS.Process;

/** What Node has in the place of a method that is not for workers. */
function refusing(what: string): () => never {
  const unavailable = (): never => {
    throw unsupported(what);
  };
  return Object.assign(unavailable, { disabled: true });
}

/** An emitter with what the main agent's process has. */
function derived(main: NodeJS.Process): WorkerProcess {
  const made = Object.create(Object.getPrototypeOf(main) as object) as WorkerProcess;
  for (const key of Reflect.ownKeys(main))
    if (!OF_THE_MAIN.includes(key) && !OF_EMITTERS.includes(key)) {
      const descriptor = Object.getOwnPropertyDescriptor(main, key) as PropertyDescriptor;
      Object.defineProperty(made, key, { ...descriptor, configurable: true });
    }
  Reflect.apply(EventEmitter, made, []);
  return made;
}

export function workerProcess(main: NodeJS.Process, options: ProcessOptions): WorkerProcess {
  const { argv, execArgv, env, streams, exit } = options;
  const made = derived(main) as WorkerProcess & { exitCode: number | undefined };
  const own: Record<string, unknown> = {
    argv: [...argv],
    execArgv: [...execArgv],
    env,
    exitCode: undefined,
    ...streams,
    exit: exitMethod(exit, (code) => Number(code ?? made.exitCode ?? 0)),
    reallyExit: exitMethod(exit, (code) => Number(code ?? 0)),
    emitWarning: warningsOf(made as unknown as WarningProcess),
    umask: (...args: [mask?: number]): number => {
      if (args[0] !== undefined) throw unsupported('Setting process.umask()');
      return main.umask();
    },
  };
  for (const name of UNSUPPORTED) if (name in main) own[name] = refusing(`process.${name}()`);
  // What starts a process with a channel says so here. Node has nothing to refuse otherwise.
  if (env.NODE_CHANNEL_FD) for (const name of CHANNEL_METHODS) own[name] = refusing(`process.${name}()`);
  for (const [name, value] of Object.entries(own))
    Object.defineProperty(made, name, { value, writable: true, configurable: true, enumerable: true });
  if (env.NODE_CHANNEL_FD)
    for (const name of CHANNEL_FACTS)
      Object.defineProperty(made, name, { get: refusing(`process.${name}`), configurable: true, enumerable: false });
  for (const name of FIXED)
    Object.defineProperty(made, name, { get: () => main[name], set() {}, configurable: true, enumerable: true });
  return made;
}
