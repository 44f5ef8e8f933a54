// The simulation: what an iteration is as a whole. It has time, steps, the strategy and its decisions, what is pending, the verdict, and
// the agents. What belongs to one event loop is in its agent. There is one simulation per realm, and each iteration sets its plain fields
// again. Every await reads some of them: a field of a constant costs 1 ns, a new object per iteration 60 ns more.

import type { AccessProbe } from './access-probe';
import type { Agent } from './agent';
import type { Body } from './body';
import type { ConflictLog } from './conflicts';
import { DecisionLog } from './decision-log';
import type { DecisionMaker } from './decision-maker';
import { DeepState } from './deep/state';
import { Looks } from './look';
import type { OperationKind } from './operation';
import type { Failure } from './outcome';
import type { Recorder } from './recorder';
import type { StepNotes } from './step-notes';
import type { Strand } from './strand';
import type { TakenArrival } from './taken-arrival';
import type { Task } from './task';

/** No iteration: jobs go to the native microtask queue. */
export const OUTSIDE = 0;
/** The synchronous loop of an iteration runs. */
export const RUNNING = 1;
/** An iteration waits for something outside the controller. */
export const PARKED = 2;

/** How long things may take or wait, and what may be reordered: the same for a whole iteration. */
export interface Limits {
  /** Events that a schedule usually has at most. Past half of them each operation gets its turn. */
  readonly maxSteps: number;
  /** Most events: a schedule that has more does not come to an end. */
  readonly stepBound: number;
  /** Longest virtual latency of an environment operation, ms. */
  readonly maxLatency: number;
  /** Longest real time to wait for something outside, ms. */
  readonly uncontrolledTimeout: number;
  /** Which of several that have come from outside is taken first, a number below the given one; null: the first that came. */
  readonly takeArrival: ((options: number) => number) | null;
  /** What came from outside in the run that this one repeats, in order; null: it repeats none. */
  readonly arrivals: readonly TakenArrival[] | null;
  /** Longest real time of a synchronous loop, ms. */
  readonly syncTimeout: number;
}

export const NO_LIMITS: Limits = {
  maxSteps: Number.POSITIVE_INFINITY,
  stepBound: Number.POSITIVE_INFINITY,
  maxLatency: Number.POSITIVE_INFINITY,
  uncontrolledTimeout: 0,
  takeArrival: null,
  arrivals: null,
  syncTimeout: Number.POSITIVE_INFINITY,
};

/** Agents are listed in the order of their creation. */
function insert(agent: Agent, list: Agent[]): void {
  let at = list.length;
  while (at > 0 && (list[at - 1] as Agent).index > agent.index) at--;
  list.splice(at, 0, agent);
}

class Simulation {
  mode = OUTSIDE;
  /** Number of the current iteration, from 1; strands of other iterations are dead. */
  generation = 1;

  /** The agent whose code runs. Only `enter` changes it. It has no initial value, so that V8 takes it for a constant as long as there is one
   *  agent. */
  declare agent: Agent;
  readonly agents: Agent[] = [];
  /** Those that may have something to do, in the same order. The others are not looked at. */
  readonly awake: Agent[] = [];
  /** Of these, those that are asked before the next step. The others offer what they have offered. */
  readonly unsteady: Agent[] = [];
  /** Agents of this iteration so far, with those that have come to their end. */
  agentsMade = 0;

  limits = NO_LIMITS;
  /** The model `await`: every await may be slow. */
  everyAwaitMayBeSlow = false;
  /** Only awaits of the project's own code may be slow, those of environment code and of dependencies may not. */
  onlyOwnAwaits = false;
  /** By how many microtasks an environment operation may complete later than at once: 0 under the model `host`. */
  mostMicrotasks = 0;

  strategy: DecisionMaker = null as unknown as DecisionMaker;
  /** What a strategy threw while user code was on the stack: the controller throws it when the user's code has ended. */
  strategyError: { readonly error: unknown } | null = null;
  readonly decisions = new DecisionLog();
  /** All questions to the strategy. */
  choices = 0;
  /** Picks among two or more enabled operations, data choices, timers that overlap: a run without them proves nothing. */
  picks = 0;

  /** Virtual milliseconds since the iteration began. */
  time = 0;
  steps = 0;
  /** Virtual time at which a late operation completed last. */
  completedAt = 0;
  /** Number of the operation that became pending last. */
  sequence = 0;
  /** The operation whose step runs: its kind (null during the synchronous start of the body) and its site when it was chosen. */
  stepKind: OperationKind | null = null;
  stepSite = -1;

  tasks = 0;
  /** Channels that this iteration has made. */
  channels = 0;
  rootTask: Task = null as unknown as Task;
  body: Body = null as unknown as Body;
  /** Late operations, in order of creation. While the strategy picks, the other enabled operations stand behind them. */
  pending: Strand[] = [];
  failure: Failure | null = null;
  /** The strategy has given the schedule up. */
  abandoned = false;

  /** The switch of access tracking: `$.t`, read by instrumented code before every access. */
  readonly tracking = { on: false };
  /** What accesses of this iteration teach, or null. */
  conflicts: ConflictLog | null = null;
  /** What the strategy wants to know of each step, or null. */
  notes: StepNotes | null = null;
  /** Looks at accesses, or null. */
  probe: AccessProbe | null = null;
  /** Events are recorded (replay of a failure), or null. */
  recorder: Recorder | null = null;

  /** Not the code under test is at work, but the engine, or what loads code: what it does natively is no work of that code. */
  waitsItself = false;
  /** Real milliseconds in which code was read and compiled for iterations, since the realm was made. */
  loadingTime = 0;
  /** Real milliseconds for which iterations were parked, since the realm was made. */
  parkedTime = 0;
  /** How often it was asked what may run, where there are several agents. */
  questions = 0;
  /** How often a source has made work in place of an event. */
  wakings = 0;
  /** Sites of waits for native promises and callbacks, with counts. */
  uncontrolled = new Map<number, number>();
  /** Something outside has made work for a parked iteration. */
  wake: () => void = () => {};
  /** Deep mode: shared memory. */
  readonly deep = new DeepState();
  /** Waits of the test that were over while operations were pending. */
  readonly looks = new Looks();

  /** From here on code of `agent` runs. */
  enter(agent: Agent): void {
    this.agent = agent;
    if (agent.isSteady) this.rouse(agent);
  }

  /** What the agent offers may have changed: it is asked again. */
  rouse(agent: Agent): void {
    if (!agent.isSteady) return;
    agent.isSteady = false;
    insert(agent, this.unsteady);
    if (!agent.isAsleep) return;
    agent.isAsleep = false;
    insert(agent, this.awake);
  }

  /** The agent is over: nobody asks it any more. */
  remove(agent: Agent): void {
    agent.isSteady = agent.isAsleep = false;
    for (const list of [this.agents, this.awake, this.unsteady]) {
      const at = list.indexOf(agent);
      if (at >= 0) list.splice(at, 1);
    }
  }

  /** Adds an agent; the first one, the main agent, runs. The others end with the iteration. */
  add(agent: Agent): void {
    agent.index = this.agentsMade++;
    this.agents.push(agent);
    this.awake.push(agent);
    this.unsteady.push(agent);
    if (this.agents.length === 1) this.enter(agent);
  }

  /** The iteration is over: only the main agent is left, and runs. */
  removeOthers(): void {
    const { agents } = this;
    while (agents.length > 1) agents.pop()?.clear();
    const [main] = agents as [Agent];
    main.isSteady = main.isAsleep = false;
    for (const list of [this.awake, this.unsteady]) list.splice(0, list.length, main);
    this.agentsMade = 1;
    this.enter(main);
  }

  /** The first failure of an iteration is the one that counts. */
  fail(failure: Failure): void {
    if (this.failure === null) this.failure = failure;
  }

  /** A strategy has thrown, or has answered nonsense. Not thrown here, since the user's code would catch it. */
  strategyFailed(error: unknown): void {
    this.strategyError ??= { error };
  }

  /** Counts a wait for something outside at a site. */
  countUncontrolled(site: number): void {
    this.uncontrolled.set(site, (this.uncontrolled.get(site) ?? 0) + 1);
  }
}

export const simulation = new Simulation();
