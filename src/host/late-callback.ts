// Callbacks of environment code on setImmediate, nextTick or queueMicrotask: answers of something outside. They come at once or late, by
// choice. What stands for Node's thread pool always answers late.

import { AS_EVENT, AT_ONCE } from '../engine/decision-log';
import { callBackAlone } from '../engine/deep/drive';
import { completeLater } from '../engine/microtasks-later';
import { addPending, adopt, newGeneration, removePending } from '../engine/pending';
import { isLate, latency } from '../engine/questions';
import { OUTSIDE, simulation } from '../engine/simulation';
import { Handle } from './handle';
import { hostAgent } from './host-agent';

/** A callback that is late. */
export class LateCallback extends Handle {
  constructor(
    site: number,
    private readonly callback: (...args: never[]) => unknown,
    private readonly args: readonly unknown[] = [],
  ) {
    super(simulation.agent.current, newGeneration(), site);
    this.kind = 'operation';
  }

  /** What clearImmediate does. */
  cancel(): void {
    removePending(this);
  }

  override get name(): string {
    return 'callback';
  }

  override fire(): void {
    this.done = true;
    callBackAlone(this.callback, this.args);
  }
}

/** `setImmediate`: an immediate, or late, by choice. */
export function perhapsLate<Result>(callback: unknown, args: unknown[], site: number, schedule: () => Result): Result {
  if (!isAnswer(callback)) return schedule();
  const operation = new LateCallback(site, callback, args);
  if (!isLate(operation, 'operation', site)) return schedule();
  adopt(operation);
  addPending(operation, 'operation', site);
  return operation as Result;
}

/** Calls back in an event of its own, as Node does when its thread pool has answered. */
export function answer(callback: () => void): void {
  const { site } = simulation.agent;
  const operation = new LateCallback(site, callback);
  adopt(operation);
  addPending(operation, 'operation', site);
}

/** `queueMicrotask` and `process.nextTick`: as `schedule` does, some microtasks later, or late, by choice. */
export function microtaskOrLate(callback: unknown, args: unknown[], site: number, schedule: () => void): void {
  if (!isAnswer(callback)) {
    schedule();
    return;
  }
  const operation = new LateCallback(site, callback, args);
  const choice = latency(operation, 'operation', site);
  if (choice === AT_ONCE) {
    schedule();
    return;
  }
  adopt(operation);
  if (choice === AS_EVENT) addPending(operation, 'operation', site);
  else {
    const complete = () => {
      operation.done = true;
      schedule();
    };
    completeLater(operation, choice - AS_EVENT, complete);
  }
}

function isAnswer(callback: unknown): callback is (...args: unknown[]) => void {
  return simulation.mode !== OUTSIDE && typeof callback === 'function' && !hostAgent().timers.isManual;
}
