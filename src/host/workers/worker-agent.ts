// The agent of a simulated worker: its modules, its process, its port to the parent, and its end.

import { types } from 'node:util';
import { endAgent, startAgent } from '../../engine/agents';
import { loadAtomically, loadDeeply } from '../../engine/deep/drive';
import { drain } from '../../engine/job-runner';
import { isControlled, PENDING, stateOf } from '../../engine/promise';
import { HostAgent } from '../host-agent';
import type { Port } from '../messages/port';
import { Ending } from './ending';
import { Exit } from './exit';
import type { WorkerEntry, WorkerLoader, WorkerModules } from './loader';
import { consoleUntil } from './streams';
import { unhandledRejection } from './worker-errors';
import { type ProcessOptions, type WorkerProcess, workerProcess } from './worker-process';
import { workerScope } from './worker-scope';

/** What `node:worker_threads` says in a worker. */
export interface ThreadFacts {
  readonly threadName: string;
  readonly workerData: unknown;
  readonly parentPort: Port;
  readonly resourceLimits: object;
  readonly environmentData: Map<unknown, unknown>;
}

export interface WorkerStart extends ThreadFacts {
  readonly name: string;
  /** How far its time of day is ahead, in ms; negative: behind. */
  readonly skew: number;
  readonly entry: WorkerEntry;
  readonly loader: WorkerLoader;
  readonly process: Omit<ProcessOptions, 'exit'>;
  /** Modules that come before the entry. */
  readonly preloads: readonly string[];
  /** Its own console, or null: that of the realm. */
  readonly console: Console | null;
  /** `node:worker_threads` as the worker sees it. */
  readonly threads: (agent: WorkerAgent) => object;
  /** It runs. */
  readonly online: () => void;
  /** The worker has failed. */
  readonly failed: (error: unknown) => void;
  /** The worker has come to its end. */
  readonly ended: (code: number) => void;
}

/** Most jobs that listeners of 'exit' leave behind. */
const MOST_JOBS = 10_000;

/** What Node calls for an error that nobody has caught. A program may take it away. */
interface FatalProcess {
  readonly _fatalException?: unknown;
}

/** Exit codes that Node has: nothing is left, but the entry waits at its top level; and an error that nothing can handle. */
const UNSETTLED = 13;
const NO_HANDLER = 6;

export class WorkerAgent extends HostAgent {
  readonly facts: ThreadFacts;
  private readonly process: WorkerProcess;
  private readonly modules: WorkerModules;
  private isEnding = false;
  private hasFailed = false;

  constructor(private readonly start: WorkerStart) {
    super({ name: start.name, skew: start.skew });
    this.facts = start;
    this.process = workerProcess(process, { ...start.process, exit: (code) => this.exits(code) });
    const { loader } = start;
    this.loader = loader;
    for (const [key, value] of start.environmentData) this.environmentData.set(key, value);
    this.modules = loader.modulesFor({
      required: loadAtomically,
      names: workerScope({ process: this.process, console: start.console ?? consoleUntil(() => this.isOver) }),
      coreModule: (name, native) => {
        if (name === 'process') return this.process;
        if (name === 'console' && start.console !== null) return start.console;
        return name === 'worker_threads' ? start.threads(this) : native;
      },
    });
  }

  /** Starts it: from now on it takes part in the iteration. */
  begins(site: number): void {
    startAgent(this, site, () => {
      const { online, entry, preloads } = this.start;
      const ending = new Ending(
        this,
        () => this.beforeExit(),
        () => this.comesToItsEnd(),
      );
      this.sources.add(ending);
      this.sources.activate(ending);
      online();
      loadDeeply(
        () => {
          if ('failure' in entry) throw entry.failure;
          for (const name of preloads) this.modules.preload(name);
          this.modules.run(entry);
        },
        (error, threw) => {
          if (threw) this.uncaught(error);
        },
      );
    });
  }

  /** Why it does not end by itself, in words; where it has ended, why its parent does not know. */
  get whyItLives(): string {
    if (this.isOver) return 'which has ended: the news waits until its parent goes on';
    if (this.stopped !== null) return 'which is blocked';
    if (this.messages.listens) return 'which lives as long as it listens for messages';
    return 'which has something left that keeps it alive';
  }

  /** The parent terminates it. */
  terminate(): void {
    if (!this.isOver) this.close(1);
  }

  /** The entry still waits at its top level. */
  private get isEvaluating(): boolean {
    const { evaluation } = this.modules;
    return isControlled(evaluation) && stateOf(evaluation) === PENDING;
  }

  /** Tells the listeners that nothing is left; they may begin something. @returns whether there are any */
  private beforeExit(): boolean {
    const { process } = this;
    try {
      return process.emit('beforeExit', Number(process.exitCode ?? 0));
    } catch (error) {
      this.uncaught(error);
      return true;
    }
  }

  /** `process.exit`. */
  private exits(code: number): boolean {
    if (this.isOver) return false;
    // A listener of 'exit' has the last word.
    if (this.isEnding) this.process.exitCode = code;
    this.end(code);
    return true;
  }

  /** Ends: its listeners are told, and may no longer do anything that takes time. */
  private end(code: number | string | null | undefined): void {
    if (this.isEnding || this.isOver) return;
    this.tellExit(code);
    this.close(Number(this.process.exitCode ?? 0));
  }

  /** Nothing is left for it to do. Of what the listeners begin, only jobs still run: in Node their callback is over before the worker is. */
  private comesToItsEnd(): void {
    if (this.isEnding || this.isOver) return;
    this.tellExit(this.process.exitCode ?? (this.isEvaluating ? UNSETTLED : 0));
    this.ticks.clear();
    drain(this, MOST_JOBS);
    if (!this.isOver) this.close(Number(this.process.exitCode ?? 0));
  }

  /** What a listener throws changes no code. The parent is told of the first error only. */
  private tellExit(code: number | string | null | undefined): void {
    this.isEnding = true;
    this.process.exitCode = Number(code ?? 0);
    try {
      this.process.emit('exit', this.process.exitCode);
    } catch (error) {
      if (!(error instanceof Exit)) this.fails(error);
    }
  }

  private close(code: number): void {
    this.isEnding = true;
    endAgent(this);
    this.start.ended(code);
  }

  override uncaught(error: unknown): void {
    if (error instanceof Exit || this.isOver) return;
    const { process } = this;
    if (typeof (process as unknown as FatalProcess)._fatalException !== 'function') {
      this.close(NO_HANDLER);
      return;
    }
    if (process.listenerCount('uncaughtException') > 0 && !this.isEnding) {
      try {
        process.emit('uncaughtException' as never, error as never, 'uncaughtException' as never);
        return;
      } catch (another) {
        this.uncaughtInHandler(another);
        return;
      }
    }
    this.fatal(error);
  }

  private uncaughtInHandler(error: unknown): void {
    if (!(error instanceof Exit)) this.fatal(error);
  }

  /** What nobody has caught ends the worker. */
  private fatal(error: unknown): void {
    this.fails(error);
    this.end(1);
  }

  /** The parent is told of one error at most. */
  private fails(error: unknown): void {
    if (!this.hasFailed) this.start.failed(error);
    this.hasFailed = true;
  }

  override unhandled(reason: unknown): void {
    const { process } = this;
    if (process.listenerCount('unhandledRejection') > 0)
      process.emit('unhandledRejection', reason, null as unknown as Promise<unknown>);
    else this.uncaught(types.isNativeError(reason) ? reason : unhandledRejection(reason));
  }
}
