// The life of an iteration: what the world is set to when it begins, what is left when it ends, and what it came to.

import type { AsyncContext } from './async-context';
import { forgetBody } from './body';
import type { DecisionMaker } from './decision-maker';
import { decisionLog } from './decisions';
import { host } from './host-queues';
import { ticks } from './job-runner';
import { jobs } from './jobs';
import { resetArrivals } from './native-wait';
import type { IterationOutcome } from './outcome';
import { rejected } from './promise';
import { renderValue } from './record';
import { stepReport } from './step-report';
import { Strand } from './strand';
import { Task } from './task';
import { OUTSIDE, RUNNING, world } from './world';

export interface IterationConfig {
  readonly strategy: DecisionMaker;
  readonly maxSteps: number;
  /** The model `await`: every await may be slow. */
  readonly everyAwaitMayBeSlow: boolean;
  /** Of these, only the awaits of the project's own code. */
  readonly onlyOwnAwaits: boolean;
  /** Longest virtual latency of an environment operation, ms. */
  readonly maxLatency: number;
  /** Record events. */
  readonly record: boolean;
  /** Longest real time to wait for something outside, ms. */
  readonly uncontrolledTimeout: number;
  /** Longest real time of a synchronous loop, ms. */
  readonly syncTimeout: number;
}

let outerContext: AsyncContext | null = null;

const BODY = { name: 'test body' };

/** Strand and task of the body. */
function enterRoot(): void {
  const task = new Task(0, null, 0, -1, BODY);
  const strand = new Strand(null, world.generation, -1);
  strand.task = task;
  world.tasks = 1;
  world.rootTask = task;
  world.rootStrand = strand;
  world.current = strand;
}

/** @throws Error if an iteration is running */
export function refuseNesting(): void {
  if (world.mode !== OUTSIDE)
    throw new Error('An iteration is already running: explore(), run() and ctest bodies cannot be nested.');
}

export function begin(next: IterationConfig): void {
  refuseNesting();
  world.generation++;
  world.mode = RUNNING;
  world.everyAwaitMayBeSlow = next.everyAwaitMayBeSlow;
  world.onlyOwnAwaits = next.onlyOwnAwaits;
  world.strategy = next.strategy;
  world.syncTimeout = next.syncTimeout;
  world.site = -1;
  world.time = world.steps = world.choices = world.picks = world.sequence = world.outside = 0;
  world.lookedAt = -1;
  world.stepKind = null;
  world.stepSite = -1;
  world.hostActive = false;
  outerContext = world.context;
  world.context = null;
  world.throwSite = -1;
  world.events = next.record ? [] : null;
  world.suspended = next.record ? new Set() : null;
  if (world.uncontrolled.size !== 0) world.uncontrolled = new Map();
  decisionLog.reset();
  world.abandoned = false;
  if (next.strategy.ran !== undefined) stepReport.reset();
  enterRoot();
}

/** Leaves the iteration. Whatever it left behind is dead: its coroutines and reactions never run again. */
export function abandon(): void {
  world.mode = OUTSIDE;
  world.generation++;
  world.current = null;
  world.events = null;
  world.suspended = null;
  // Setting the length of an empty array costs 15 ns each.
  if (world.pending.length !== 0) world.pending.length = 0;
  if (world.fresh.length !== 0) world.fresh.length = 0;
  if (rejected.length !== 0) rejected.length = 0;
  if (ticks.length !== 0) ticks.length = 0;
  world.everyAwaitMayBeSlow = false;
  world.wake = () => {};
  world.context = outerContext;
  world.failure = null;
  world.strategyError = null;
  forgetBody();
  resetArrivals();
  jobs.clear();
  if (world.hostActive) host.queues.reset();
}

/** Leaves the iteration and says what it came to. */
export function finish(): IterationOutcome {
  const { failure, events, choices, steps, uncontrolled, time } = world;
  if (failure !== null) decisionLog.mix(failure.kind.length);
  if (events !== null)
    events.push({
      type: 'end',
      step: steps,
      task: failure?.task ?? '0',
      site: failure?.site ?? -1,
      time,
      failure: failure === null ? null : `${failure.kind}: ${renderValue(failure.error)}`,
    });
  const outcome: IterationOutcome = {
    failure,
    abandoned: world.abandoned,
    decisions: failure !== null || events !== null ? decisionLog.copy() : [],
    choices,
    picks: world.picks,
    tasks: world.tasks,
    steps,
    hash: decisionLog.hash,
    events: events ?? [],
    uncontrolled,
    virtualTime: time,
    looked: failure?.kind === 'error' && world.lookedAt === steps ? world.lookedFrom : null,
  };
  abandon();
  return outcome;
}
