// A history of reads and writes as the causal checks see it: numbered operations in sessions, and for each read the write whose value it found.

import type { Operation } from '../history/operation';
import type { Threads } from '../sequential/threads';
import { valueKey } from '../values/key';
import { AccessTable } from './access-table';

/** In `from`: the read found the initial value. */
export const INITIAL = -1;

/** In `from`: nothing was read, or nobody knows whose value. In `parent`, `readKey` and `writeKey`: none. */
export const NONE = -2;

/**
 * Operations are numbered in order of their calls. A session is what a process completed; a write whose end nobody saw and whose value was read is a session
 * of its own behind what its process had completed: it may have taken effect later than what its process did next. Other unknown writes are left out.
 */
export interface SessionHistory {
  readonly operations: readonly Operation[];
  /** The numbers of the operations of each session, in order. Those of processes come first. */
  readonly sessions: readonly (readonly number[])[];
  /** The session of each operation, and its 0-based position there. */
  readonly session: Int32Array;
  readonly position: Int32Array;
  /** The operation before it in the order of its process, or NONE. */
  readonly parent: Int32Array;
  /** Number of the key that is read or written; NONE if it is not. */
  readonly readKey: Int32Array;
  readonly writeKey: Int32Array;
  /** Of each read the write, or INITIAL, or NONE. */
  readonly from: Int32Array;
  /** Of each key, per session the writes of it in order; only sessions that have some. */
  readonly writes: readonly ReadonlyMap<number, readonly number[]>[];
  /** Reads of a value that nobody wrote. */
  readonly thinAir: readonly number[];
  /** A read whose value several wrote, with them; undefined among them: the initial value. Null if there is none. */
  readonly ambiguous: { readonly read: number; readonly writers: readonly (Operation | undefined)[] } | null;
  /** An operation that is neither read nor write; nothing is said of the reads of its key. Null if there is none. */
  readonly foreign: Operation | null;
}

/**
 * O(n).
 * @param initial what every key holds at first, comparable as by Map
 * @param keyOf which register the operation is about, comparable as by Map
 */
export function sessionHistory(
  threads: Threads,
  initial: unknown,
  keyOf: (operation: Operation) => unknown = (operation) => valueKey(operation.key),
): SessionHistory {
  const completed = threads.sequences.flat();
  const accesses = new AccessTable([...completed, ...threads.open.map(({ operation }) => operation)], initial, keyOf);
  const effective = threads.open.filter(({ operation }) => accesses.wasRead(operation));
  const order = numbered(threads, effective);
  return { ...order, ...dataOf(order, accesses) };
}

type Sessions = Pick<SessionHistory, 'operations' | 'sessions' | 'session' | 'position' | 'parent'>;

function numbered({ sequences }: Threads, effective: Threads['open']): Sessions {
  const chains = [...sequences, ...effective.map(({ operation }) => [operation])];
  const operations = chains.flat().sort((a, b) => a.index - b.index);
  const numbers = new Map(operations.map((operation, number) => [operation, number]));
  const sessions = chains.map((chain) => chain.map((operation) => numbers.get(operation) as number));
  const session = new Int32Array(operations.length);
  const position = new Int32Array(operations.length);
  const parent = new Int32Array(operations.length).fill(NONE);
  sessions.forEach((chain, number) => {
    chain.forEach((node, index) => {
      session[node] = number;
      position[node] = index;
      if (index > 0) parent[node] = chain[index - 1] as number;
    });
  });
  for (const { operation, thread, from } of effective) {
    if (from > 0) parent[numbers.get(operation) as number] = sessions[thread]?.[from - 1] as number;
  }
  return { operations, sessions, session, position, parent };
}

function dataOf({ operations, session }: Sessions, accesses: AccessTable): Omit<SessionHistory, keyof Sessions> {
  const readKey = new Int32Array(operations.length).fill(NONE);
  const writeKey = new Int32Array(operations.length).fill(NONE);
  const from = new Int32Array(operations.length).fill(NONE);
  const numbers = new Map(operations.map((operation, number) => [operation, number]));
  const writes: Map<number, number[]>[] = Array.from({ length: accesses.keys }, () => new Map());
  const thinAir: number[] = [];
  let ambiguous: SessionHistory['ambiguous'] = null;
  operations.forEach((operation, node) => {
    const key = accesses.keyOf(operation);
    if (accesses.writes(operation)) {
      writeKey[node] = key;
      const own = writes[key] as Map<number, number[]>;
      const list = own.get(session[node] as number);
      if (list) list.push(node);
      else own.set(session[node] as number, [node]);
    }
    if (!accesses.reads(operation)) return;
    readKey[node] = key;
    const writers = accesses.writersFor(operation);
    if (writers === null) return;
    if (writers.length === 0) thinAir.push(node);
    else if (writers.length > 1) ambiguous ??= { read: node, writers };
    else from[node] = writers[0] === undefined ? INITIAL : (numbers.get(writers[0]) as number);
  });
  return { readKey, writeKey, from, writes, thinAir, ambiguous, foreign: accesses.foreign };
}
