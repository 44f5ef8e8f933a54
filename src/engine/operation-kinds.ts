// The kinds of operations, one row each: what there is to say about a kind stands here and nowhere else. Trace, reports and the
// published schema read this table, so that a new kind (a port, a mailbox, a step of a worker) is one row.

/** What is said about one kind of operations. */
export interface OperationWords {
  /** The kind's name where the source gives none: `timer`. */
  readonly noun: string;
  /** The same with its article: `a timer`, `an operation`. */
  readonly one: string;
  /** What it does when its turn has come, behind a name: `the timer fires`. */
  readonly happens: string;
  /** The same behind `to`, and behind several names: `the timer needs to fire`. */
  readonly happen: string;
  /** True if the host begins and runs it, not the program: it is called `the timer`, and its site is a place worth naming only if it
   *  is that of the call that set it. False if it is called what the source calls it. */
  readonly isHosts: boolean;
  /** True if it happens at a time that was set for it: reports say the delay and the time. */
  readonly isTimed: boolean;
  /** False if it comes from outside control: reports say so. */
  readonly isControlled: boolean;
}

const AWAITED = { isHosts: false, isTimed: false, isControlled: true } as const;
const OPERATION = {
  ...AWAITED,
  noun: 'operation',
  one: 'an operation',
  happens: 'completes',
  happen: 'complete',
} as const;

/**
 * - `await`: an await in environment code (of a value that is no promise), or any await under the model `await`
 * - `completion`: the end of an async function or async generator step of environment code
 * - `operation`: an explicit environment operation: `pause()`, `environment(fn)`, a mocked resolved value
 * - `timer`: the earliest timer of the agent
 * - `immediate`: the check phase (all immediates queued so far)
 * - `start`: the first step of an agent
 * - `exit`: an agent has nothing left to do, or is terminated
 * - `message`: the first message of a port is delivered
 * - `close`: a port says that it is closed
 * - `memory`: an agent goes on with an access to shared memory
 * - `wait`: an agent goes on behind `Atomics.wait`
 * - `native`: a promise or callback from outside the controller
 */
export const OPERATION_KINDS = {
  await: OPERATION,
  completion: OPERATION,
  operation: OPERATION,
  timer: {
    noun: 'timer',
    one: 'a timer',
    happens: 'fires',
    happen: 'fire',
    isHosts: true,
    isTimed: true,
    isControlled: true,
  },
  immediate: {
    noun: 'immediate',
    one: 'an immediate',
    happens: 'runs',
    happen: 'run',
    isHosts: true,
    isTimed: false,
    isControlled: true,
  },
  start: {
    noun: 'worker',
    one: 'a worker',
    happens: 'starts',
    happen: 'start',
    isHosts: true,
    isTimed: false,
    isControlled: true,
  },
  exit: {
    noun: 'worker',
    one: 'a worker',
    happens: 'ends',
    happen: 'end',
    isHosts: true,
    isTimed: false,
    isControlled: true,
  },
  message: {
    noun: 'message',
    one: 'a message',
    happens: 'arrives',
    happen: 'arrive',
    isHosts: true,
    isTimed: false,
    isControlled: true,
  },
  close: {
    noun: 'port',
    one: 'a port',
    happens: 'closes',
    happen: 'close',
    isHosts: true,
    isTimed: false,
    isControlled: true,
  },
  memory: {
    noun: 'access',
    one: 'an access to shared memory',
    happens: 'happens',
    happen: 'happen',
    isHosts: false,
    isTimed: false,
    isControlled: true,
  },
  wait: {
    noun: 'wait',
    one: 'a wait',
    happens: 'is over',
    happen: 'be over',
    isHosts: false,
    isTimed: false,
    isControlled: true,
  },
  native: {
    noun: 'native promise',
    one: 'a native promise',
    happens: 'settles',
    happen: 'settle',
    isHosts: false,
    isTimed: false,
    isControlled: false,
  },
} as const satisfies Readonly<Record<string, OperationWords>>;

export type OperationKind = keyof typeof OPERATION_KINDS;

/** All kinds, in the order of the table. */
export const OPERATION_KIND_NAMES = Object.keys(OPERATION_KINDS) as readonly OperationKind[];

/**
 * The words for a kind. Traces also hold `late` and `choose` where older versions did not know the operation, and '' where there is
 * none: these read like an operation of the environment.
 */
export function wordsFor(kind: string): OperationWords {
  return Object.hasOwn(OPERATION_KINDS, kind) ? OPERATION_KINDS[kind as OperationKind] : OPERATION;
}
