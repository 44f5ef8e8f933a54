// Records a history while it happens.

import { controlledRun } from '../controlled-run';
import { describeValue } from '../values/describe';
import type { AnnotationInput } from './annotation';
import { checkName, checkProcess } from './check-event';
import { type EventInput, History } from './history';
import { HistoryError } from './history-error';
import type { Outcome, ProcessId } from './operation';
import { RecordedClient } from './recorded-client';

/** An operation that has been invoked: what its completion is told to. */
export interface OperationHandle {
  readonly process: ProcessId;
  readonly f: string;
  readonly key: unknown;
}

export interface InvokeOptions {
  /** Which object of several it is about. */
  readonly key?: unknown;
}

export interface OpOptions extends InvokeOptions {
  /**
   * What an error that the operation throws says of it: `fail`, it surely did not happen; `mismatch`, it happened and was refused; `info`, nobody
   * knows. Default: `info` for every error.
   */
  readonly classify?: (error: unknown) => 'fail' | 'mismatch' | 'info';
}

export interface SnapshotOptions {
  /** Nothing can run any more: what has not returned never will, and is `blocked`, not `info`. Default: false. */
  readonly quiescent?: boolean;
}

interface Running extends OperationHandle {
  state: 'starting' | 'open' | 'completed';
}

/**
 * Records what processes do, in the order in which they do it.
 *
 * `invoke`, `ok` and the like are plain synchronous calls. JavaScript is not interrupted between awaits, so if `invoke` stands right before the
 * operation and `ok` right behind its await, the order of the events is exact: intervals are never shorter than they were. `op` does both. In
 * an iteration (of `ctest`, `explore`) the order is that of the schedule, there is no clock, and each event knows its schedule step.
 *
 * Make a recorder for each run of the test, inside the body.
 *
 * @example
 * const recorder = new HistoryRecorder();
 * const alice = recorder.client('alice');
 * await alice.op('write', 3, () => register.write(3));
 * check(recorder.history());
 */
export class HistoryRecorder {
  readonly #events: (EventInput | AnnotationInput)[] = [];
  readonly #open = new Map<ProcessId, Running>();

  /**
   * An operation begins.
   * @param f its name, as the model knows it
   * @param value its argument
   * @throws HistoryError if the process has an operation open
   */
  invoke(process: ProcessId, f: string, value?: unknown, { key }: InvokeOptions = {}): OperationHandle {
    const handle = this.#enter(process, f, key);
    this.#begin(handle, value);
    return handle;
  }

  /** It happened. @param value its result @throws HistoryError if it was completed before */
  ok(handle: OperationHandle, value?: unknown): void {
    this.#complete(handle, 'ok', value);
  }

  /** It surely did not happen. @throws HistoryError if it was completed before */
  fail(handle: OperationHandle, error?: unknown): void {
    this.#complete(handle, 'fail', undefined, error);
  }

  /** It happened and was refused: the compare failed, the queue was empty, the lock was taken. @throws HistoryError if it was completed before */
  mismatch(handle: OperationHandle, value?: unknown, error?: unknown): void {
    this.#complete(handle, 'mismatch', value, error);
  }

  /**
   * Nobody knows: it may take effect at any time after its call, or never. What the process does next is recorded under a new name.
   * @throws HistoryError if it was completed before
   */
  info(handle: OperationHandle, error?: unknown): void {
    this.#complete(handle, 'info', undefined, error);
  }

  /**
   * Calls `perform` and records it: the invocation right before, the result right after, `info` (or what `classify` says) if it throws or rejects.
   * The error is thrown on. In an iteration the start is a sync point: another task may run first, and every order of starts is tried.
   * @returns what `perform` returns
   * @throws HistoryError (as a rejection) if the process has an operation open
   */
  op<Result>(
    process: ProcessId,
    f: string,
    value: unknown,
    perform: () => Result | PromiseLike<Result>,
    options: OpOptions = {},
  ): Promise<Awaited<Result>> {
    const iteration = controlledRun()?.api ?? null;
    try {
      // The process is taken from here on, so that a second caller is refused in every schedule.
      const handle = this.#enter(process, f, options.key);
      const run = () => this.#perform(handle, value, perform, options.classify);
      // Only promises that come from the engine may be made in an iteration, and a native async function would make others.
      return (iteration ? iteration.pause(`${f} of ${process}`).then(run) : Promise.resolve(run())) as Promise<
        Awaited<Result>
      >;
    } catch (error) {
      const refuse = () => {
        throw error;
      };
      return iteration ? iteration.pause().then(refuse) : Promise.reject(error);
    }
  }

  /** The same functions for one process. */
  client(process: ProcessId): RecordedClient {
    return new RecordedClient(this, process);
  }

  /** Something that is no operation but belongs on the timeline: a fault that is injected, a remark. */
  annotate(process: ProcessId, f: string, value?: unknown): void {
    checkName(f, 'event', 0, this.#events.length);
    this.#record({ process: String(process), type: 'annotation', f, value });
  }

  /** What has been recorded until now. Operations without an end are `info`. */
  history({ quiescent = false }: SnapshotOptions = {}): History {
    const open = quiescent ? [...this.#open.values()].filter(({ state }) => state === 'open') : [];
    const blocked = open.map(({ process, f }): EventInput => ({ process, type: 'blocked', f, value: undefined }));
    return History.fromEvents([...this.#events, ...blocked], { clock: 'ignore' });
  }

  /** The history at the end, when nothing can run any more: operations without an end are `blocked`. */
  quiesced(): History {
    return this.history({ quiescent: true });
  }

  #enter(process: ProcessId, f: string, key: unknown): Running {
    const position = this.#events.length;
    checkProcess(process, 'event', 0, position);
    checkName(f, 'event', 0, position);
    const running = this.#open.get(process);
    if (running) {
      throw new HistoryError(
        `process ${process} invokes ${f} while its ${running.f} is open; give callers that run at the same time a process each`,
        0,
        position,
      );
    }
    const handle: Running = { process, f, key, state: 'starting' };
    this.#open.set(process, handle);
    return handle;
  }

  #begin(handle: Running, value: unknown): void {
    const { process, f, key } = handle;
    handle.state = 'open';
    this.#record({ process, type: 'invoke', f, key, value });
  }

  #perform<Result>(
    handle: Running,
    value: unknown,
    perform: () => Result | PromiseLike<Result>,
    classify: OpOptions['classify'] = () => 'info',
  ): Result | PromiseLike<Result> {
    this.#begin(handle, value);
    const succeed = (result: Result): Result => {
      this.ok(handle, result);
      return result;
    };
    const giveUp = (error: unknown): never => {
      this.#complete(handle, classified(classify(error)), undefined, error);
      throw error;
    };
    let result: Result | PromiseLike<Result>;
    try {
      result = perform();
    } catch (error) {
      return giveUp(error);
    }
    return isThenable(result) ? result.then(succeed, giveUp) : succeed(result);
  }

  #complete(handle: OperationHandle, type: Outcome, value: unknown, error?: unknown): void {
    const running = handle as Running;
    const { process, f } = running;
    if (this.#open.get(process) !== running || running.state !== 'open') {
      throw new HistoryError(
        running.state === 'completed'
          ? `${f} of process ${process} has been completed before`
          : `expected an operation that \`invoke\` of this recorder has returned, got ${describeValue(handle)}`,
        0,
        this.#events.length,
      );
    }
    running.state = 'completed';
    this.#open.delete(process);
    this.#record({ process, type, f, value, error });
  }

  #record(event: EventInput | AnnotationInput): void {
    const iteration = controlledRun()?.api ?? null;
    const when = iteration ? { step: iteration.step() } : { time: globalThis.performance?.now() };
    this.#events.push({ ...event, ...when });
  }
}

function classified(outcome: unknown): Outcome {
  if (outcome === 'fail' || outcome === 'mismatch' || outcome === 'info') return outcome;
  throw new TypeError(`Expected \`classify\` to return fail, mismatch or info, got ${describeValue(outcome)}`);
}

function isThenable<Result>(value: Result | PromiseLike<Result>): value is PromiseLike<Result> {
  const object = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return object && typeof (value as { then?: unknown }).then === 'function';
}
