// The life of an iteration: what the simulation is set to when it begins, what is left when it ends, and what it came to.

import type { AsyncContext } from './async-context';
import { Body } from './body';
import type { ConflictLog } from './conflicts';
import type { DecisionMaker } from './decision-maker';
import type { LookOutcome, Looks } from './look';
import type { IterationOutcome } from './outcome';
import { Recorder } from './recorder';
import { type Limits, NO_LIMITS, OUTSIDE, RUNNING, simulation } from './simulation';
import { StepNotes } from './step-notes';
import { Strand } from './strand';
import { Task } from './task';

export interface IterationConfig extends Limits {
  readonly strategy: DecisionMaker;
  /** The model `await`: every await may be slow. */
  readonly everyAwaitMayBeSlow: boolean;
  /** Of these, only the awaits of the project's own code. */
  readonly onlyOwnAwaits: boolean;
  /** Track accesses: for `conflicts`, for a strategy that wants to know what steps touch, for a recording. */
  readonly track: boolean;
  /** Learns from the accesses, or null. */
  readonly conflicts: ConflictLog | null;
  /** Record events and decisions. */
  readonly record: boolean;
}

/** By how many microtasks an environment operation may complete later than at once. A fake of as many awaits more is a usual one. */
const MOST_MICROTASKS = 4;

const BODY = { name: 'test body' };

/** Strand and task of the body. */
function enterRoot(): void {
  const { agent } = simulation;
  const task = new Task(0, null, 0, -1, BODY, agent);
  const strand = new Strand(null, simulation.generation, -1);
  strand.task = task;
  simulation.tasks = 1;
  simulation.rootTask = task;
  agent.root = strand;
  agent.current = strand;
}

/** @throws Error if an iteration is running */
export function refuseNesting(): void {
  if (simulation.mode !== OUTSIDE)
    throw new Error('An iteration is already running: explore(), run() and ctest bodies cannot be nested.');
}

/** Begins an iteration. Returns the async context of the code around it, for `leave`. */
export function begin(body: () => unknown, config: IterationConfig): AsyncContext | null {
  refuseNesting();
  const outer = simulation.agent.context;
  simulation.generation++;
  simulation.mode = RUNNING;
  simulation.limits = config;
  simulation.strategy = config.strategy;
  simulation.everyAwaitMayBeSlow = config.everyAwaitMayBeSlow;
  simulation.onlyOwnAwaits = config.onlyOwnAwaits;
  simulation.mostMicrotasks = config.everyAwaitMayBeSlow ? MOST_MICROTASKS : 0;
  simulation.time =
    simulation.completedAt =
    simulation.steps =
    simulation.choices =
    simulation.picks =
    simulation.sequence =
    simulation.channels =
      0;
  simulation.stepKind = null;
  simulation.stepSite = -1;
  simulation.looks.reset();
  simulation.abandoned = false;
  simulation.tracking.on = simulation.deep.look = config.track;
  simulation.conflicts = config.conflicts;
  simulation.notes = config.strategy.ran === undefined ? null : new StepNotes();
  simulation.recorder = config.record ? new Recorder() : null;
  if (simulation.uncontrolled.size !== 0) simulation.uncontrolled = new Map();
  simulation.decisions.reset();
  simulation.body = new Body(body);
  simulation.agent.begin();
  enterRoot();
  return outer;
}

/** Leaves the iteration. Whatever it left behind is dead: its coroutines and reactions never run again. */
export function leave(outer: AsyncContext | null): void {
  simulation.mode = OUTSIDE;
  simulation.generation++;
  simulation.limits = NO_LIMITS;
  simulation.everyAwaitMayBeSlow = false;
  simulation.tracking.on = simulation.deep.look = false;
  // Nothing is left of an iteration that has come to an outcome.
  simulation.conflicts?.drop();
  simulation.conflicts = null;
  simulation.notes = null;
  simulation.recorder = null;
  simulation.body = null as unknown as Body;
  // Setting the length of an empty array costs 15 ns.
  if (simulation.pending.length !== 0) simulation.pending.length = 0;
  simulation.wake = () => {};
  simulation.failure = null;
  simulation.strategyError = null;
  if (simulation.deep.on) simulation.deep.reset();
  if (simulation.agentsMade > 1) simulation.removeOthers();
  simulation.agent.clear();
  simulation.agent.context = outer;
}

/** The look of the failing step. What the test waited for may have come by way of a native promise, in a step of its own. */
function lookOf(looks: Looks): LookOutcome | null {
  const { steps, stepKind } = simulation;
  const look = looks.of(steps);
  if (look !== null || stepKind !== 'native') return look;
  const before = looks.of(steps - 1);
  return before === null ? null : { ...before, steps: [...before.steps, steps] };
}

/** What the iteration has come to; what its accesses teach is learned now. */
export function outcomeOf(): IterationOutcome {
  const { failure, recorder, decisions, choices, picks, tasks, steps, uncontrolled, time, looks, abandoned } =
    simulation;
  if (failure !== null) decisions.mix(failure.kind.length);
  recorder?.ended();
  simulation.conflicts?.learn();
  const timeOut = failure === null ? null : (recorder?.timeOuts.behind(failure.error) ?? null);
  return {
    failure: failure === null || timeOut === null ? failure : { ...failure, timeOut },
    abandoned,
    decisions: failure !== null || recorder !== null ? decisions.copy() : [],
    choices,
    picks,
    tasks,
    steps,
    hash: decisions.hash,
    recorded: recorder?.decisions ?? [],
    arrivals: simulation.agent.arrivals.order,
    events: recorder?.events ?? [],
    promises: recorder?.promises.lives ?? [],
    missingEvents: recorder?.missing ?? 0,
    uncontrolled,
    virtualTime: time,
    look: failure?.kind === 'error' ? lookOf(looks) : null,
  };
}
