// The anomalies by name, and the weakest isolation levels that forbid each.

import type { Operation } from '../history/operation';
import type { DependencyCycle } from './cycle';
import type { IsolationLevel } from './level';

/** Names from Adya's thesis, Elle (VLDB'20), and Highly Available Transactions (VLDB'14); `-process` and `-realtime`: with edges of that order. */
const FORBIDDEN_BY = {
  'garbage-read': ['read-uncommitted'],
  'duplicate-elements': ['read-uncommitted'],
  internal: ['read-committed'],
  'incompatible-order': ['read-committed'],
  'dirty-update': ['read-committed'],
  G0: ['read-uncommitted'],
  'G0-process': ['strong-session-read-committed'],
  'G0-realtime': ['strong-read-committed'],
  G1a: ['read-committed'],
  G1b: ['read-committed'],
  G1c: ['read-committed'],
  'G1c-process': ['strong-session-read-committed'],
  'G1c-realtime': ['strong-read-committed'],
  'observed-transaction-vanishes': ['monotonic-atomic-view'],
  'observed-transaction-vanishes-process': ['strong-session-monotonic-atomic-view'],
  'non-repeatable-read': ['read-atomic'],
  'fractured-read': ['read-atomic'],
  'fractured-read-process': ['strong-session-read-atomic'],
  'causality-violation': ['causal'],
  'lost-update': ['parallel-snapshot-isolation', 'repeatable-read'],
  'cyclic-versions': ['parallel-snapshot-isolation', 'repeatable-read'],
  'cyclic-versions-process': ['strong-session-parallel-snapshot-isolation'],
  'cyclic-versions-realtime': ['strong-snapshot-isolation'],
  'G-single': ['parallel-snapshot-isolation', 'repeatable-read'],
  'G-single-process': ['strong-session-parallel-snapshot-isolation'],
  'G-single-realtime': ['strong-snapshot-isolation'],
  'G-nonadjacent': ['snapshot-isolation', 'repeatable-read'],
  'G-nonadjacent-process': ['strong-session-snapshot-isolation'],
  'G-nonadjacent-realtime': ['strong-snapshot-isolation'],
  'G2-item': ['repeatable-read'],
  'G2-item-process': ['strong-session-serializable'],
  'G2-item-realtime': ['strict-serializable'],
  'no-serial-order': ['repeatable-read'],
  'no-serial-order-process': ['strong-session-serializable'],
  'no-serial-order-realtime': ['strict-serializable'],
} as const satisfies Record<string, readonly IsolationLevel[]>;

export type AnomalyName = keyof typeof FORBIDDEN_BY;

/** All names, in the order of what they break. */
export const ANOMALY_NAMES = Object.keys(FORBIDDEN_BY) as readonly AnomalyName[];

export interface Anomaly {
  readonly name: AnomalyName;
  /** What it is called elsewhere: `write skew`, `long fork`, `stale read`; null if it has no other name. */
  readonly alias: string | null;
  /** One sentence: what contradicts what. */
  readonly text: string;
  /** The transactions in it. */
  readonly operations: readonly Operation[];
  /** For anomalies that are cycles, else null. */
  readonly cycle: DependencyCycle | null;
}

/** The weakest levels that forbid the anomaly; all levels that include one of them forbid it too. */
export function levelsForbidding(name: AnomalyName): readonly IsolationLevel[] {
  return FORBIDDEN_BY[name];
}
