// Environment operations: each completes at once, as a microtask would, or later, as an event of its own. The strategy decides.

import { LATE, noteDecision } from './decisions';
import { logEvent } from './event-log';
import { apply, isNativePromise, nativeThen } from './natives';
import type { OperationKind } from './operation';
import { operationAt } from './place';
import {
  type ControlledPromise,
  isControlled,
  markHandled,
  newPromise,
  originOf,
  rejectPromise,
  resolvePromise,
  setOrigin,
} from './promise';
import { stepReport } from './step-report';
import { Strand } from './strand';
import { withoutStack } from './without-stack';
import { fail, OUTSIDE, PARKED, RUNNING, strategyFailed, world } from './world';

/** Most operations that may be pending at once; what starts more of them starts them faster than they can end. */
const MOST_PENDING = 100_000;

/** Asks the strategy whether the operation at `site` is late. Outside an iteration nothing is. */
export function isLate(kind: OperationKind, site: number): boolean {
  if (world.mode !== RUNNING || world.failure !== null) return false;
  if (world.pending.length >= MOST_PENDING) {
    const message = `${MOST_PENDING} operations are pending at once: tasks are started faster than they can end.`;
    fail({ kind: 'step-bound', error: withoutStack(message), task: '', site, waiting: [] });
    return false;
  }
  let late: boolean;
  try {
    late = world.strategy.late(operationAt(kind, site));
  } catch (error) {
    strategyFailed(error);
    return false;
  }
  world.choices++;
  noteDecision(LATE, 2, late ? 1 : 0, site);
  if (world.events !== null)
    logEvent({
      type: 'latency',
      step: world.steps,
      site,
      kind,
      late,
      time: world.time,
    });
  return late;
}

/** Puts a strand among the pending operations. */
export function addPending(strand: Strand, kind: OperationKind, site: number): void {
  strand.kind = kind;
  strand.site = site;
  strand.sequence = ++world.sequence;
  strand.since = world.time;
  // A strand from module load has no task in this iteration.
  if (strand.generation === 0) strand.task = world.rootTask;
  const { value } = strand;
  if (typeof value === 'object' && value !== null) expectRejection(value);
  world.pending.push(strand);
  stepReport.make(strand);
}

/** The operation will hand on the promise's rejection: nobody needs to listen to it until then. */
function expectRejection(value: object): void {
  if (isControlled(value)) markHandled(value);
  else if (isNativePromise(value)) apply(nativeThen, value, [undefined, () => {}]);
}

/** Registers a strand made in this job: its task is decided when the job ends. */
export function adopt(strand: Strand): void {
  if (strand.generation === 0) return;
  world.fresh.push(strand);
  // made by native code while the iteration is parked
  if (world.mode === PARKED) world.wake();
}

/** What a strand made now lives in: the running iteration, or 0. */
export function newGeneration(): number {
  return world.mode === OUTSIDE ? 0 : world.generation;
}

/** A promise whose settlement is an environment operation. */
class EnvironmentOperation extends Strand {
  readonly promise = newPromise();
  constructor(
    site: number,
    readonly label: string,
  ) {
    super(world.current, newGeneration(), site);
    this.kind = 'operation';
    setOrigin(this.promise, this);
  }

  override get name(): string {
    return this.label;
  }

  override fire(): void {
    this.done = true;
    if (this.threw) rejectPromise(this.promise, this.value);
    else resolvePromise(this.promise, this.value);
  }
}

/**
 * A controlled promise for `value` (assimilated, if it is a thenable; a rejection if `threw`) that settles at once or later by choice.
 * @param label what a report calls the operation
 */
export function environmentOperation(
  value: unknown,
  threw: boolean,
  label: string,
  site: number,
): ControlledPromise<unknown> {
  const operation = new EnvironmentOperation(site, label);
  adopt(operation);
  if (isControlled(value)) {
    // The strand behind the value works for the operation, not for who asked.
    const origin = originOf(value);
    if (origin !== null && origin.task === null && origin.owner === operation.owner) {
      origin.owner = operation;
      origin.inherits = true;
    }
  }
  operation.value = value;
  operation.threw = threw;
  if (isLate('operation', site)) addPending(operation, 'operation', site);
  else operation.fire();
  return operation.promise;
}
