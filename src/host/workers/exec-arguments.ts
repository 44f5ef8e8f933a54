// Options of `node` that a worker is given: which of them are wrong, and what those mean that a simulated worker can follow.

import { MessagePort as NativePort, Worker as NativeWorker } from 'node:worker_threads';

/**
 * Node itself judges its options; it does so before a worker begins, and before its port has a listener.
 * @throws Error with the code ERR_WORKER_INVALID_EXEC_ARGV, Node's own
 */
export function checkExecArguments(execArgv: readonly string[], nodeOptions: string | undefined): void {
  if (execArgv.length === 0 && nodeOptions === undefined) return;
  /** Thrown where they are right. */
  const stop = new Error();
  const listening = Object.getOwnPropertyDescriptor(NativePort.prototype, 'on');
  Object.defineProperty(NativePort.prototype, 'on', {
    value() {
      throw stop;
    },
    configurable: true,
  });
  try {
    const env = nodeOptions === undefined ? {} : { env: { NODE_OPTIONS: nodeOptions } };
    void new NativeWorker('', { eval: true, execArgv: [...execArgv], ...env }).terminate();
  } catch (error) {
    if (error !== stop) throw error;
  } finally {
    if (listening === undefined) delete (NativePort.prototype as Partial<NativePort>).on;
    else Object.defineProperty(NativePort.prototype, 'on', listening);
  }
}

const PRELOADS: readonly string[] = ['-r', '--require', '--import'];

/** The modules that are loaded before the worker's own. */
export function preloadsOf(execArgv: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (let i = 0; i < execArgv.length; i++) {
    const [option = '', ...rest] = (execArgv[i] as string).split('=');
    if (!PRELOADS.includes(option)) continue;
    if (rest.length > 0) found.push(rest.join('='));
    else if (execArgv[i + 1] !== undefined) found.push(execArgv[++i] as string);
  }
  return found;
}

/** Whether code that stands in no file is an ES module. */
export function isModuleInput(execArgv: readonly string[]): boolean {
  return execArgv.some((argument) => /^--(?:experimental-default|input)-type=module$/.test(argument));
}
