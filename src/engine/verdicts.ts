// The failures that the controller finds itself, in words: bounds and deadlocks.

import type { Failure, FailureKind, WaitingTask } from './outcome';
import { withoutStack } from './without-stack';
import { world } from './world';

function verdict(kind: FailureKind, message: string, site: number): Failure {
  return { kind, error: withoutStack(message), task: '', site, waiting: waitingTasks() };
}

/** Known only while events are recorded. */
function waitingTasks(): WaitingTask[] {
  const waiting: WaitingTask[] = [];
  for (const { task, name, site } of world.suspended ?? []) waiting.push({ task: task?.id ?? '0', name, site });
  return waiting;
}

export function stepBound(maxSteps: number, site: number): Failure {
  return verdict(
    'step-bound',
    `The schedule has run ${maxSteps} events and the test body is not over: a livelock, or a test that needs a larger maxSteps.`,
    site,
  );
}

export function endlessMicrotasks(jobs: number): Failure {
  return verdict(
    'step-bound',
    `${jobs} microtasks ran without a pause: a loop that only awaits what is already settled never lets anything else run.`,
    world.site,
  );
}

export function deadlock(): Failure {
  return verdict('deadlock', 'Deadlock: nothing can run any more, and the test body still waits.', -1);
}

/**
 * @param outstanding native promises that were waited for in vain
 * @param timeout real ms for which something outside was waited for
 */
export function potentialDeadlock(outstanding: number, timeout: number): Failure {
  const what =
    outstanding > 0
      ? `${outstanding} native promise${outstanding === 1 ? '' : 's'}`
      : 'sockets, files or processes of this process';
  return verdict(
    'potential-deadlock',
    `Potential deadlock: nothing under control can run, the test body still waits, and ${what} outside the controller did not come within ${timeout} ms.`,
    -1,
  );
}
