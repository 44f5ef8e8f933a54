// Client processes that do what a stream of operations says, and write down what came of it.

import { limit } from '../budget';
import { controlledRun } from '../controlled-run';
import type { ProcessId } from '../history/operation';
import type { HistoryRecorder, OpOptions } from '../history/recorder';
import { describeValue } from '../values/describe';
import type { OperationGenerator } from './generator';
import type { GeneratedOperation } from './operation';
import type { SeedOptions } from './seed';
import type { OperationStream } from './stream';

export interface DriveOptions extends SeedOptions {
  /**
   * What an error of `execute` says of a client's operation; the client goes on. Without it an error ends the drive, with its operation recorded as `info`.
   */
  readonly classify?: OpOptions['classify'];
  /** Operations after which the drive is taken for one without end, a forgotten `take(n)`, and fails. Default: 20,000 in an iteration, outside 1,000,000. */
  readonly maxOperations?: number;
}

/** An iteration keeps all that happens: so many take it some seconds. */
const MOST_IN_ITERATION = 20_000;
const MOST_OUTSIDE = 1_000_000;

/** Carries out one operation. For a fault, `process` is `nemesis`. */
export type Execute = (operation: GeneratedOperation, process: ProcessId) => unknown;

/** The name under which faults are recorded. */
const NEMESIS = 'nemesis';

type Steps = Generator<unknown, void, unknown>;

/**
 * Lets clients carry out the operations of a generator, each one operation at a time, all at the same time. Whoever is free takes the next operation; in an
 * iteration each start is a sync point, so who that is differs from schedule to schedule. A fault is carried out by who took it, and recorded
 * as an annotation of `nemesis`.
 * @param clients how many, or their names
 * @returns when all operations have ended
 * @throws (as a rejection) the first error of `execute` that is not classified, or RangeError behind `maxOperations`; then no further operation begins
 * @example
 * const recorder = new HistoryRecorder();
 * await generate.drive(recorder, 3, operations.take(12), ({ f, input }) => (f === 'read' ? store.read() : store.write(input)));
 * expect(recorder).toBeLinearizable(models.register());
 */
export function drive(
  recorder: HistoryRecorder,
  clients: number | readonly ProcessId[],
  generator: OperationGenerator,
  execute: Execute,
  { classify, maxOperations, ...seed }: DriveOptions = {},
): Promise<void> {
  const processes = processesOf(clients);
  const iteration = controlledRun();
  const most = limit('maxOperations', maxOperations, iteration === null ? MOST_OUTSIDE : MOST_IN_ITERATION);
  // Native async functions and promises would be out of the engine's control.
  const Promises = iteration?.Promise ?? Promise;
  const start = (steps: Steps) => (iteration === null ? stepThrough(steps) : iteration.run(steps, -1));
  const wait = (value: unknown) => (iteration === null ? value : iteration.at(value, -1));

  let stream: OperationStream = generator.start({ ...seed, processes });
  let begun = 0;
  let busy = 0;
  let failed = false;
  let wake = () => {};
  let changed = new Promises<void>((resolve) => (wake = resolve));
  const ended = () => {
    wake();
    changed = new Promises<void>((resolve) => (wake = resolve));
  };

  const perform = (operation: GeneratedOperation, process: ProcessId): unknown => {
    const { f, input, key, fault } = operation;
    if (!fault) return recorder.op(process, f, input, () => execute(operation, process), { key, classify });
    recorder.annotate(NEMESIS, f, input);
    return execute(operation, NEMESIS);
  };

  function* client(process: ProcessId): Steps {
    while (!failed) {
      const answer = stream.next(process, busy);
      if (answer === 'done') return;
      if (answer === 'wait') {
        yield wait(changed);
        continue;
      }
      stream = answer.rest;
      if (++begun > most) {
        failed = true;
        ended();
        throw new RangeError(
          `drive has begun ${most} operations and the generator goes on: end it by \`take(n)\`, or raise \`maxOperations\``,
        );
      }
      busy++;
      try {
        yield wait(perform(answer.operation, process));
      } catch (error) {
        if (classify === undefined || answer.operation.fault) {
          failed = true;
          throw error;
        }
      } finally {
        busy--;
        ended();
      }
    }
  }

  return Promises.all(processes.map((process) => start(client(process)))).then(() => {});
}

function processesOf(clients: number | readonly ProcessId[]): readonly ProcessId[] {
  if (typeof clients === 'number' && Number.isInteger(clients) && clients >= 1)
    return Array.from({ length: clients }, (_, index) => index);
  if (Array.isArray(clients) && clients.length > 0 && new Set(clients).size === clients.length) return clients;
  throw new TypeError(
    `drive expects \`clients\` to be a number from 1 or a list of different names, got ${describeValue(clients)}`,
  );
}

/** Runs steps as an async function would. */
async function stepThrough(steps: Steps): Promise<void> {
  let next = steps.next();
  while (!next.done) {
    let value: unknown;
    try {
      value = await next.value;
    } catch (error) {
      next = steps.throw(error);
      continue;
    }
    next = steps.next(value);
  }
}
