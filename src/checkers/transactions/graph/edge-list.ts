// Edges of a dependency graph while it is built, in typed arrays that grow: a million edges take some 13 MB and no garbage.

import type { Allowance } from '../allowance';

/** What an edge says. Together with the order that it needs it makes the edge's class. */
export const WW = 0;
export const WR = 1;
export const RW = 2;
/** The order of a process or of real time. */
export const ORDER = 3;
/** From an auxiliary node: goes on what the edge into that node began. */
export const LINK = 4;
/** Like WW, but only inferred: holds where no transaction misses what it must have seen (parallel snapshot isolation and above). */
export const DERIVED = 5;

/** The order an edge relies on: none, that of each process, real time. */
export type OrderBasis = 0 | 1 | 2;

/** Number of classes: 8 kinds by 3 bases, rounded up. */
export const CLASSES = 32;

export function classOf(kind: number, basis: OrderBasis): number {
  return kind | (basis << 3);
}

export function kindOf(edgeClass: number): number {
  return edgeClass & 7;
}

export function basisOf(edgeClass: number): OrderBasis {
  return (edgeClass >> 3) as OrderBasis;
}

/** 1 by class of the edges that rely on no more than the given order. */
export function classesWithin(basis: OrderBasis): Uint8Array {
  return Uint8Array.from({ length: CLASSES }, (_, edgeClass) => (basisOf(edgeClass) <= basis ? 1 : 0));
}

const BYTES_PER_EDGE = 17;

export class EdgeList {
  length = 0;
  from: Int32Array;
  to: Int32Array;
  class: Uint8Array;
  /** The micro-operations that the edge is about: of the source and of the target; -1 if there is none. */
  source: Int32Array;
  target: Int32Array;
  /** For inferred edges: the read that forces it. */
  readonly because = new Map<number, number>();

  constructor(
    capacity: number,
    private readonly allowance: Allowance,
  ) {
    const size = Math.max(16, capacity);
    allowance.hold(size * BYTES_PER_EDGE);
    this.from = new Int32Array(size);
    this.to = new Int32Array(size);
    this.class = new Uint8Array(size);
    this.source = new Int32Array(size);
    this.target = new Int32Array(size);
  }

  add(from: number, to: number, edgeClass: number, source = -1, target = -1): void {
    if (this.length === this.from.length) this.#grow();
    const edge = this.length++;
    this.from[edge] = from;
    this.to[edge] = to;
    this.class[edge] = edgeClass;
    this.source[edge] = source;
    this.target[edge] = target;
  }

  #grow(): void {
    const size = this.from.length * 2;
    this.allowance.hold((size - this.from.length) * BYTES_PER_EDGE);
    this.from = enlarge(this.from, new Int32Array(size));
    this.to = enlarge(this.to, new Int32Array(size));
    this.class = enlarge(this.class, new Uint8Array(size));
    this.source = enlarge(this.source, new Int32Array(size));
    this.target = enlarge(this.target, new Int32Array(size));
  }
}

function enlarge<Numbers extends Int32Array | Uint8Array>(old: Numbers, larger: Numbers): Numbers {
  larger.set(old);
  return larger;
}
