// A worker as its parent sees it: what stands behind a `Worker` object in an iteration.

import { EventEmitter } from 'node:events';
import { resourceLimits as ownLimits } from 'node:worker_threads';
import { newPromise, resolvePromise } from '../../engine/promise';
import { dataChoice } from '../../engine/questions';
import { simulation } from '../../engine/simulation';
import { type HostAgent, hostAgent, mainAgent } from '../host-agent';
import { clone, drain, moveTo, newPortPair, type Port } from '../messages/port';
import type { PortEnd } from '../messages/port-end';
import { portOf } from '../messages/port-object';
import { emitInParts } from './emit-in-parts';
import { End } from './ending';
import { errorForParent } from './error-for-parent';
import { checkExecArguments, preloadsOf } from './exec-arguments';
import type { WorkerLoader } from './loader';
import { consoleOf, standardStreams, type WorkerStreams } from './streams';
import { WorkerAgent } from './worker-agent';
import { invalidType, notRunning } from './worker-errors';
import { WorkerEvents } from './worker-events';
import { checkOptions, entryOf, envOf, type WorkerOptions } from './worker-options';

const { listenerCount } = EventEmitter.prototype;

/** What a real worker has at most, by default. */
const DEFAULT_LIMITS = {
  maxYoungGenerationSizeMb: 48,
  maxOldGenerationSizeMb: 4096,
  codeRangeSizeMb: 0,
  stackSizeMb: 4,
};

export class SimulatedWorker {
  readonly threadName: string;
  readonly resourceLimits: object;
  readonly streams: WorkerStreams['parents'];
  threadId: number;
  private readonly parent: HostAgent = hostAgent();
  private readonly agent: WorkerAgent;
  private readonly events: WorkerEvents;
  private readonly port: Port;
  private termination: Promise<number> | null = null;
  private exitCode: number | null = null;

  /**
   * @param worker the object that the program has
   * @throws Error with Node's code for arguments that are wrong, DataCloneError for data that cannot be sent
   */
  constructor(
    private readonly worker: EventEmitter,
    filename: unknown,
    options: WorkerOptions,
    loader: WorkerLoader,
    threads: (agent: WorkerAgent) => object,
  ) {
    checkOptions(options);
    const entry = entryOf(filename, options);
    const { workerData, transferList = [], name = 'WorkerThread', argv = [], execArgv = process.execArgv } = options;
    const env = envOf(options, process.env);
    const { NODE_OPTIONS: nodeOptions } = env;
    checkExecArguments(options.execArgv ?? [], nodeOptions === process.env.NODE_OPTIONS ? undefined : nodeOptions);
    const data = clone(workerData, transferList);
    const { site } = simulation.agent;
    const title = `worker ${name === 'WorkerThread' || name === '' ? shortName(entry.path) : name}`;
    this.threadName = name;
    this.resourceLimits = { ...DEFAULT_LIMITS, ...ownLimits, ...options.resourceLimits };
    this.events = new WorkerEvents(this.parent, site, title);
    const streams = standardStreams(options, (tell) => this.events.push('output', tell));
    this.streams = streams.parents;
    const [port, parentPort] = newPortPair(this.parent);
    this.port = port;
    this.agent = new WorkerAgent({
      name: title,
      skew: chosenSkew(),
      entry,
      loader,
      threads,
      process: {
        argv: [
          process.argv[0] ?? 'node',
          'code' in entry && !entry.isModule ? '[worker eval]' : entry.path,
          ...argv.map(String),
        ],
        execArgv,
        env,
        streams: streams.workers,
      },
      preloads: preloadsOf(options.execArgv ?? []),
      console: consoleOf(options, streams),
      threadName: name,
      workerData: data.value,
      parentPort,
      resourceLimits: this.resourceLimits,
      environmentData: new Map(this.parent.environmentData),
      online: () => this.events.push('online', () => emitInParts(worker, 'online', []), true),
      failed: (error) => this.fails(error),
      ended: (code) => this.ends(code),
    });
    moveTo(parentPort, this.agent);
    for (const one of data.ports) moveTo(one, this.agent);
    this.agent.begins(site);
    const heard = (event: string) => listenerCount.call(worker, event) > 0;
    (portOf(port) as PortEnd).role = { from: () => this.agent.label, isAwaited: () => heard('message') };
    const inside = portOf(parentPort) as PortEnd;
    inside.role = { from: () => `its parent, ${this.parent.label}`, isAwaited: () => inside.isReferenced };
    this.events.awaited = () =>
      heard('exit') ? `${this.parent.label} waits for the end of ${this.agent.label}, ${this.agent.whyItLives}` : null;
    this.threadId = this.agent.index;
    port.on('message', (message: unknown) => emitInParts(worker, 'message', [message]));
    port.on('messageerror', (error: unknown) => emitInParts(worker, 'messageerror', [error]));
    // The parent lives as long as the worker is referenced, whatever the port's listeners are.
    port.unref();
  }

  postMessage([message, transfer]: readonly unknown[]): void {
    if (this.exitCode === null) this.port.postMessage(message, transfer as never);
  }

  /** The worker ends at one of its next steps. */
  terminate(callback: unknown): Promise<number | undefined> {
    const { agent, events } = this;
    if (this.exitCode !== null) return Promise.resolve(undefined);
    if (typeof callback === 'function') this.worker.once('exit', (code) => callback(null, code));
    if (this.termination === null) {
      const promise = newPromise();
      this.worker.once('exit', (code) => resolvePromise(promise, code));
      this.termination = promise as unknown as Promise<number>;
      events.terminates(
        new End(events.task, events.site, agent.name, () => {
          events.termination = null;
          agent.terminate();
        }),
      );
    }
    return this.termination;
  }

  reference(referenced: boolean): void {
    this.events.referenced = referenced;
  }

  /** Node's own refusals come first. */
  heapSnapshot(options: unknown): Promise<never> {
    if (options !== undefined && (typeof options !== 'object' || options === null || Array.isArray(options)))
      throw invalidType('"options" argument must be of type object', options);
    if (this.exitCode !== null) return Promise.reject(notRunning());
    throw withoutHeap('getHeapSnapshot()');
  }

  private fails(error: unknown): void {
    const shown = errorForParent(error);
    this.events.push('error', () => emitInParts(this.worker, 'error', [shown]));
  }

  /** All that the worker has sent arrives before the parent learns of its end. */
  private ends(code: number): void {
    const { events, port, worker } = this;
    events.termination = null;
    events.push('exit', () => {
      drain(port);
      this.exitCode = code;
      this.threadId = -1;
      events.end();
      port.close();
      this.streams.stdout.push(null);
      this.streams.stderr.push(null);
      worker.removeAllListeners('message');
      emitInParts(worker, 'exit', [code]);
    });
  }
}

function withoutHeap(what: string): Error {
  return new Error(`lockstep: ${what} of a simulated worker is not possible: it has no heap of its own.`);
}

/** How far the time of day of a new worker is ahead of the main agent's. */
function chosenSkew(): number {
  const { workerSkew } = mainAgent();
  return workerSkew === 0 ? 0 : ([0, workerSkew, -workerSkew][dataChoice(3)] as number);
}

function shortName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
