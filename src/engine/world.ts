// The state of the realm's one simulated world: which iteration runs, which strand, which site, what is pending. One object with
// plain fields, because every await reads it (a field read costs 1 ns, a closure or accessor several).

import type { AsyncContext } from './async-context';
import type { DecisionMaker } from './decision-maker';
import type { TraceEvent } from './event';
import type { OperationKind } from './operation';
import type { Failure } from './outcome';
import type { Strand } from './strand';
import type { Task } from './task';

/** No iteration: jobs go to the native microtask queue. */
export const OUTSIDE = 0;
/** The synchronous loop of an iteration runs. */
export const RUNNING = 1;
/** An iteration waits for something outside the controller. */
export const PARKED = 2;

/** What the code at a site is. */
export const OWN = 0;
export const ENVIRONMENT = 1;
export const DEPENDENCY = 2;

class World {
  mode = OUTSIDE;
  /** Number of the current iteration, from 1; strands of other iterations are dead. */
  generation = 1;
  current: Strand | null = null;
  /** What AsyncLocalStorage holds for the code that runs. */
  context: AsyncContext | null = null;
  /** Site of the last await, yield or loop that was met. */
  site = -1;
  /** Where the coroutine that threw last had waited before. */
  throwSite = -1;
  /** Set by `$.yielded`: the generator's next `yield` is a yield and not an await. */
  yielding = false;
  /** Set while the body or a hook is being called: the next coroutine is the body's own, whose end is no environment operation. */
  entering = false;
  /** The model `await`: every await may be slow. */
  everyAwaitMayBeSlow = false;
  /** Of the model `await`, only the awaits of the project's own code (no environment, no dependencies). */
  onlyOwnAwaits = false;
  /** By site: OWN, ENVIRONMENT or DEPENDENCY. */
  environment = new Uint8Array(1024);
  strategy: DecisionMaker = null as unknown as DecisionMaker;
  /** Virtual milliseconds since the iteration began. */
  time = 0;
  steps = 0;
  choices = 0;
  /** Picks among two or more enabled operations, data choices, timers that overlap: what makes a run worth something. */
  picks = 0;
  sequence = 0;
  /** The step in which the body last came back from a wait of its own (a sleep, a turn of the event loop) while operations were pending. */
  lookedAt = -1;
  /** Site of that wait. */
  lookedFrom = -1;
  tasks = 0;
  rootTask: Task = null as unknown as Task;
  rootStrand: Strand = null as unknown as Strand;
  /** Pending late operations in order of creation. */
  pending: Strand[] = [];
  /** The iteration has made a timer, an immediate or a call of idle(): only then the host's queues are asked (20 ns a step). */
  hostActive = false;
  /** Strands created in the current job whose task is not decided yet. */
  fresh: Strand[] = [];
  failure: Failure | null = null;
  /** The strategy has given the schedule up. */
  abandoned = false;
  /** What the strategy threw while user code was on the stack: the controller throws it when that has ended. */
  strategyError: { readonly error: unknown } | null = null;
  /** Native promises and callbacks that are being waited for. */
  outside = 0;
  /** Kind of the operation whose step runs; null during the body's synchronous start. */
  stepKind: OperationKind | null = null;
  /** Site of that operation when it was chosen. */
  stepSite = -1;
  /** Events are recorded (replay of a failure), or null. */
  events: TraceEvent[] | null = null;
  /** Coroutines that have stopped at an await; kept only while events are recorded, for the list of who waits for what. */
  suspended: Set<Strand> | null = null;
  /** Longest real time, in ms, that a synchronous loop may run within one step. */
  syncTimeout = 2000;
  uncontrolled = new Map<number, number>();
  /** Called when something outside has made work for a parked iteration. */
  wake: () => void = () => {};
}

export const world = new World();

/** Whether an operation at `site` lies in environment code. */
export function isEnvironment(site: number): boolean {
  return site >= 0 && world.environment[site] === ENVIRONMENT;
}

/** A strategy has thrown, or has answered nonsense. Not thrown here, since the user's code would catch it. */
export function strategyFailed(error: unknown): void {
  world.strategyError ??= { error };
}

/** The first failure of an iteration is the one that counts. */
export function fail(failure: Failure): void {
  if (world.failure === null) world.failure = failure;
}
