// A serial order of transactions on registers that explains all reads, by depth-first search along what is known of the order. What it finds is a proof,
// since every transaction is carried out on the way; a search that comes to its end proves that there is none.

import type { Allowance } from '../allowance';
import type { Adjacency } from '../graph/adjacency';
import type { OrderBasis } from '../graph/edge-list';
import { DeadEnds, type Position } from './dead-ends';
import type { Observations } from './observations';
import { ReadyTransactions } from './ready-transactions';
import { Registers } from './registers';

export interface SerialSearch {
  /** A serial order; null: there is none, or the allowance was spent. */
  readonly order: readonly number[] | null;
  /** True if there is none. */
  readonly exhausted: boolean;
  /** Where no order was found: the transactions that could have followed the longest one, but read something else. */
  readonly stuck: readonly number[];
}

/** The choices at a point of the order. */
interface Frame {
  readonly candidates: readonly number[];
  /** There was nothing to choose. */
  readonly forced: boolean;
  tried: number;
  readonly position: Position;
}

/** Of a transaction in the order: its frame, its candidates, and what it overwrote. */
const BYTES_PER_FRAME = 256;

/** @param basis the order must agree with processes (1) or real time (2) */
export function findSerialOrder(
  graph: Adjacency,
  observations: Observations,
  basis: OrderBasis,
  allowance: Allowance,
): SerialSearch {
  const { table, effective } = observations;
  const total = effective.reduce((sum, is) => sum + is, 0);
  allowance.hold(total * BYTES_PER_FRAME + graph.nodes * 4 + table.key.length * 4);
  const dead = new DeadEnds(table.operations.length, allowance);
  const registers = new Registers(observations, (version, by) => dead.replace(version, by));
  const ready = new ReadyTransactions(graph, effective, basis);
  /** What it costs to look at the state, in edges. */
  const size = 1 + (dead.exact ? table.keys.length + (table.operations.length >> 3) : 0);
  const order: number[] = [];
  const frames: Frame[] = [];
  let longest = -1;
  let stuck: readonly number[] = [];
  for (let entering = true; ; ) {
    if (entering) {
      if (order.length === total) return { order, exhausted: false, stuck: [] };
      frames.push(choices());
      allowance.left -= ready.all.size + size;
      if (order.length > longest) {
        longest = order.length;
        stuck = [...ready.all];
      }
    }
    if (allowance.left < 0) return { order: null, exhausted: false, stuck };
    const frame = frames.at(-1) as Frame;
    const next = frame.candidates[frame.tried++];
    entering = next !== undefined;
    if (next !== undefined) {
      take(next);
      continue;
    }
    if (!frame.forced) dead.add(frame.position);
    frames.pop();
    if (frames.length === 0) return { order: null, exhausted: dead.exact, stuck };
    giveBack();
  }

  /** A transaction that only reads and fits is taken at once: it can never be in the way later. */
  function choices(): Frame {
    const fitting: number[] = [];
    for (const t of ready.all) {
      if (!registers.fits(t)) continue;
      if (!writes(t)) return { candidates: [t], forced: true, tried: 0, position: 0 };
      fitting.push(t);
    }
    const { operations } = table;
    fitting.sort((one, other) => operations[one]!.return - operations[other]!.return || one - other);
    const position = dead.position(registers.state);
    return { candidates: dead.has(position) ? [] : fitting, forced: false, tried: 0, position };
  }

  function take(t: number): void {
    order.push(t);
    registers.take(t);
    ready.take(t);
    dead.turn(t);
  }

  function giveBack(): void {
    const t = order.pop() as number;
    registers.giveBack(t);
    ready.giveBack(t);
    dead.turn(t);
  }

  function writes(t: number): boolean {
    return table.isWrite.subarray(table.start[t], table.start[t + 1]).includes(1);
  }
}
