// Stores in which transactions of several clients interleave step by step, at a chosen isolation level, and the bugs that such stores have had.

import type { OperationInput } from '../../../src/checkers';
import { History } from '../../../src/checkers';
import type { Draw } from './random-history';

export type Isolation = 'read-committed' | 'read-atomic' | 'snapshot-isolation' | 'strict-serializable';
export type Bug = 'none' | 'dirty-read' | 'lost-update' | 'stale-read' | 'stale-snapshot' | 'intermediate-read';

export interface StoreOptions {
  readonly isolation: Isolation;
  readonly bug?: Bug;
  readonly kind: 'list-append' | 'rw-register';
  readonly transactions: number;
  readonly clients: number;
  readonly keys: number;
}

type Step = [string, number, unknown];
type State = ReadonlyMap<number, unknown>;

interface Running {
  readonly process: number;
  readonly call: number;
  readonly input: readonly Step[];
  readonly output: Step[];
  readonly begin: number;
  readonly snapshot: State;
  readonly own: Map<number, unknown[]>;
}

/**
 * Clients run transactions of one to four steps, interleaved at random. Writes are buffered and appear together at commit. Snapshot isolation aborts the second
 * writer of a key; strict serializability also aborts whoever read what has changed since.
 */
export function simulate(draw: Draw, options: StoreOptions): History {
  const { isolation, bug = 'none', kind, transactions, clients, keys } = options;
  const append = kind === 'list-append';
  /** Committed states; the last is the present one. */
  const states: State[] = [new Map()];
  /** By key: the number of the state that wrote it last. */
  const changed = new Map<number, number>();
  const running = new Map<number, Running>();
  const finished: OperationInput[] = [];
  let started = 0;
  let value = 0;
  for (let time = 0; started < transactions || running.size > 0; time++) {
    const process = draw(clients);
    const transaction = running.get(process);
    if (transaction === undefined) {
      if (started < transactions) begin(process, time);
    } else if (transaction.output.length < transaction.input.length) {
      step(transaction);
    } else {
      end(transaction, time);
    }
  }
  return History.fromOperations(finished);

  function begin(process: number, call: number): void {
    started++;
    const input = Array.from({ length: 1 + draw(4) }, (): Step => {
      const key = draw(keys);
      return draw(2) === 0 ? ['r', key, null] : [append ? 'append' : 'w', key, ++value];
    });
    const back = bug === 'stale-snapshot' || bug === 'stale-read' ? draw(Math.min(6, states.length)) : 0;
    const begin = states.length - 1 - back;
    const snapshot = states[begin] as State;
    running.set(process, { process, call, input, output: [], begin, snapshot, own: new Map() });
  }

  function step({ process, input, output, snapshot, own }: Running): void {
    const [name, key, given] = input[output.length] as Step;
    if (name !== 'r') {
      own.set(key, [...(own.get(key) ?? []), given]);
      output.push([name, key, given]);
      return;
    }
    const present = isolation === 'read-committed' ? states.at(-1) : snapshot;
    let base: unknown = present?.get(key) ?? null;
    if ((bug === 'dirty-read' || bug === 'intermediate-read') && draw(3) === 0) {
      const other = [...running.values()].find((candidate) => candidate.process !== process && candidate.own.has(key));
      if (other) base = merge(base, other.own.get(key) ?? []);
    }
    output.push(['r', key, merge(base, own.get(key) ?? [])]);
  }

  function merge(base: unknown, own: readonly unknown[]): unknown {
    if (own.length === 0) return base;
    return append ? [...((base as unknown[]) ?? []), ...own] : own.at(-1);
  }

  function end({ process, call, input, output, begin, own }: Running, time: number): void {
    running.delete(process);
    const operation = { process, f: 'txn', call, return: time, input };
    const since = (key: number) => (changed.get(key) ?? 0) > begin;
    const reads = input.filter(([name]) => name === 'r').map(([, key]) => key);
    const conflict = [...own.keys()].some(since) && bug !== 'lost-update';
    const outdated = own.size > 0 && reads.some(since) && bug !== 'stale-snapshot' && bug !== 'lost-update';
    const aborts =
      (isolation === 'snapshot-isolation' && conflict) ||
      (isolation === 'strict-serializable' && (conflict || outdated)) ||
      (bug === 'dirty-read' && draw(3) === 0);
    if (aborts) {
      finished.push({ ...operation, outcome: 'fail' });
      return;
    }
    if (own.size > 0) {
      const next = new Map(states.at(-1));
      for (const [key, values] of own) {
        next.set(key, merge(next.get(key) ?? null, values));
        changed.set(key, states.length);
      }
      states.push(next);
    }
    // Now and then the client does not learn that it has committed.
    if (draw(25) === 0) finished.push({ ...operation, process: `${process}?${time}`, outcome: 'info' });
    else finished.push({ ...operation, output, outcome: 'ok' });
  }
}
