// A cycle of dependencies between operations as plain data: what reports draw and what tests compare.

import type { Operation } from '../history/operation';

/**
 * Why one operation comes before another:
 * - `ww`: it wrote the older of two versions of a key;
 * - `wr`: it wrote what the other observed;
 * - `rw`: it read a version that the other replaced (an anti-dependency);
 * - `process`: the same process did it before;
 * - `realtime`: it had returned when the other was called.
 */
export type DependencyKind = 'ww' | 'wr' | 'rw' | 'process' | 'realtime';

export interface DependencyNode {
  readonly operation: Operation;
  /** Short and unique within the cycle: `T12`, where 12 is the operation's index. */
  readonly label: string;
}

export interface DependencyEdge {
  /** Positions in `nodes`. */
  readonly from: number;
  readonly to: number;
  readonly kind: DependencyKind;
  /** A sentence that uses the labels: `T4 observed T1's append of 3 to "x"`. */
  readonly text: string;
}

/** Edge `i` leads from node `i` to node `i + 1`, the last one back to node 0. */
export interface DependencyCycle {
  readonly nodes: readonly DependencyNode[];
  readonly edges: readonly DependencyEdge[];
}
