// The failures that the controller finds itself, in words: bounds and deadlocks.

import { someAlive } from './agents';
import type { Failure, FailureKind, WaitingTask } from './outcome';
import { NOTHING } from './promise-ledger';
import { simulation } from './simulation';
import { withoutStack } from './without-stack';

/** Who waits is known only while events are recorded. */
function verdict(kind: FailureKind, message: string, site: number): Failure {
  const { recorder } = simulation;
  const waiting = recorder === null ? [] : [...recorder.waiting, ...stopped()];
  return { kind, error: withoutStack(message), task: '', site, waiting };
}

/** The tasks that have stopped in the middle of a step and cannot go on: no promise keeps them. */
function stopped(): WaitingTask[] {
  return simulation.agents.flatMap(({ name, stopped: stop }) =>
    stop?.waitsFor === undefined
      ? []
      : [{ task: stop.task?.id ?? '0', name, site: stop.site ?? -1, obstacle: NOTHING }],
  );
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
    simulation.agent.site,
  );
}

/** Only timers run that set themselves again, and they change nothing. */
export function lasso(ticks: number): Failure {
  return verdict(
    'deadlock',
    withWaits(
      `Deadlock: only timers that set themselves again still fire, ${ticks} times without any change, and the test body still waits.`,
    ),
    -1,
  );
}

/** Most that is said of what the agents wait for. */
const FEW = 6;

/** What the agents wait for, besides promises: a line each. */
function waits(): readonly string[] {
  const all = simulation.agents.flatMap(({ awaited }) => awaited);
  return all.length <= FEW ? all : [...all.slice(0, FEW), `and ${all.length - FEW} more`];
}

/** The message with what agents wait for, if there are several. */
function withWaits(message: string): string {
  return simulation.agentsMade > 1 ? [message, ...stoppedAgents(), ...waits()].join('\n') : message;
}

/** Nothing can run any more, and the body still waits. Definite only where nothing outside can come any more. */
export function stuck(): Failure {
  if (!someAlive())
    return verdict(
      'deadlock',
      ['Deadlock: nothing can run any more, and the test body still waits.', ...stoppedAgents(), ...waits()].join('\n'),
      -1,
    );
  let outstanding = 0;
  for (const { arrivals } of simulation.agents) {
    outstanding += arrivals.outstanding;
    arrivals.countOutstanding();
  }
  const what =
    outstanding > 0 ? `${outstanding} native promise${outstanding === 1 ? '' : 's'}` : 'native work of this process';
  return verdict(
    'potential-deadlock',
    withWaits(
      `Potential deadlock: nothing under control can run, the test body still waits, and ${what} outside the controller did not come within ${simulation.limits.uncontrolledTimeout} ms.`,
    ),
    -1,
  );
}

/** The agents that are blocked in the middle of a step, and what each waits for. */
function stoppedAgents(): string[] {
  const all = simulation.agents.flatMap(({ label, stopped: stop }) => {
    if (stop?.waitsFor === undefined) return [];
    const task = stop.task ? `, task ${stop.task.id},` : '';
    return [`${label}${task} waits for ${stop.waitsFor}`];
  });
  return all.length <= FEW ? all : [...all.slice(0, FEW), `and ${all.length - FEW} more agents are blocked`];
}
