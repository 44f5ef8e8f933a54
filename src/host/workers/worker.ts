// `Worker` of `node:worker_threads`: in an iteration a simulated worker, outside Node's own.

import { EventEmitter } from 'node:events';
import { Worker as NativeWorker } from 'node:worker_threads';
import { OUTSIDE, simulation } from '../../engine/simulation';
import { standFor } from '../../engine/stand-ins';
import { hostAgent, mainAgent } from '../host-agent';
import { SimulatedWorker } from './simulated-worker';
import type { WorkerAgent } from './worker-agent';
import type { WorkerOptions } from './worker-options';

/** What stands behind a Worker object; undefined if that is Node's own. */
function simulatedFor(worker: object): SimulatedWorker | undefined {
  return mainAgent().workers.get(worker) as SimulatedWorker | undefined;
}

/** What a member does for a simulated worker, and otherwise Node's own. */
function member<Result>(name: keyof NativeWorker, of: (worker: SimulatedWorker, args: readonly unknown[]) => Result) {
  return function (this: object, ...args: readonly unknown[]): unknown {
    const worker = simulatedFor(this);
    if (worker !== undefined) return of(worker, args);
    return Reflect.apply(NativeWorker.prototype[name] as (...args: readonly unknown[]) => unknown, this, args);
  };
}

function getter(name: keyof NativeWorker, of: (worker: SimulatedWorker) => unknown): PropertyDescriptor {
  const native = Object.getOwnPropertyDescriptor(NativeWorker.prototype, name)?.get;
  return {
    get(this: object) {
      const worker = simulatedFor(this);
      if (worker !== undefined) return of(worker);
      return native === undefined ? undefined : Reflect.apply(native, this, []);
    },
    configurable: true,
    enumerable: false,
  };
}

const METHODS = {
  postMessage: member('postMessage', (worker, args) => worker.postMessage(args)),
  terminate: member('terminate', (worker, [callback]) => worker.terminate(callback)),
  ref: member('ref', (worker) => worker.reference(true)),
  unref: member('unref', (worker) => worker.reference(false)),
  getHeapSnapshot: member('getHeapSnapshot', (worker, [options]) => worker.heapSnapshot(options)),
};

const GETTERS = {
  threadId: getter('threadId', ({ threadId }) => threadId),
  stdin: getter('stdin', ({ streams }) => streams.stdin),
  stdout: getter('stdout', ({ streams }) => streams.stdout),
  stderr: getter('stderr', ({ streams }) => streams.stderr),
  resourceLimits: getter('resourceLimits', ({ resourceLimits }) => resourceLimits),
  threadName: getter('threadName' as keyof NativeWorker, ({ threadName }) => threadName),
};

/** The event 'worker' of the process, soon. A worker's own process is not at hand here, so only the main agent's listeners are told. */
function announce(worker: object): void {
  if (hostAgent().index !== 0 || process.listenerCount('worker') === 0) return;
  process.nextTick(() => (process as EventEmitter).emit('worker', worker));
}

/**
 * The controlled form of the class.
 * @param threads what `node:worker_threads` is in a worker
 */
export function workerClass(threads: (agent: WorkerAgent) => object): typeof NativeWorker {
  // Where nothing can load modules for it (outside the Jest preset), a worker is Node's own.
  function WorkerForm(this: unknown, ...args: readonly unknown[]): object {
    if (new.target === undefined) throw new TypeError("Class constructor Worker cannot be invoked without 'new'");
    const { loader } = hostAgent();
    if (simulation.mode === OUTSIDE || loader === null) return Reflect.construct(NativeWorker, args, new.target);
    const worker = Reflect.construct(EventEmitter, [], new.target) as EventEmitter;
    const [filename, options = {}] = args;
    mainAgent().workers.set(worker, new SimulatedWorker(worker, filename, options as WorkerOptions, loader, threads));
    announce(worker);
    return worker;
  }
  const prototype = Object.create(NativeWorker.prototype, GETTERS) as object;
  const methods = { ...METHODS, constructor: WorkerForm };
  for (const [name, value] of Object.entries(methods))
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
  const { asyncDispose } = Symbol as { asyncDispose?: symbol };
  if (asyncDispose !== undefined)
    Object.defineProperty(prototype, asyncDispose, { value: METHODS.terminate, writable: true, configurable: true });
  Object.defineProperty(WorkerForm, 'prototype', { value: prototype, writable: false });
  return standFor(WorkerForm, NativeWorker) as unknown as typeof NativeWorker;
}
