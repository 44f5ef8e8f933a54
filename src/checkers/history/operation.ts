// One operation of a history: what a process asked for, what came back, and when.

/** Who issued an operation. A process has one operation open at a time. */
export type ProcessId = number | string;

/**
 * How an operation ended:
 * - `ok`: it happened and `output` is what came back;
 * - `fail`: it surely did not happen; linearizability ignores it, transactional checks use it (aborted reads);
 * - `mismatch`: it happened and was refused (compare failed, queue empty, lock taken): a constraint on the state it met;
 * - `info`: nobody knows. It may take effect at any time after its call, or never. Its output is unknown;
 * - `blocked`: it was still waiting when nothing could run any more. It has not taken effect, and in the final state it must not be able to.
 */
export type Outcome = 'ok' | 'fail' | 'mismatch' | 'info' | 'blocked';

export interface Operation {
  /** 0-based position in the history's operations, which are in order of their calls. */
  readonly index: number;
  readonly process: ProcessId;
  /** Name of the operation: `read`, `write`, `enqueue`. */
  readonly f: string;
  /** Which object of several it is about (a map's key, a register's name); undefined where there is one object. */
  readonly key: unknown;
  /** The argument; undefined or null if there is none. */
  readonly input: unknown;
  /** The result; undefined if there is none or it is not known. */
  readonly output: unknown;
  readonly outcome: Outcome;
  /** When it was called: any unit, often the position of an event. Intervals are closed: at equal times calls come before returns. */
  readonly call: number;
  /** When it returned; Infinity for `info` and `blocked`. */
  readonly return: number;
  /** Schedule step in which it was called; -1 outside an iteration. */
  readonly step: number;
  /** Line of the file that it was read from, 1-based; 0 if it was not read from a file. */
  readonly line: number;
  /** Why it failed or is unknown, if that was recorded. */
  readonly error: unknown;
}
