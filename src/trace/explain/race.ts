// What an explanation says: which accesses to the same state, by which tasks, in which unlucky order.

import type { TraceEvent } from '../../engine/event';
import type { Work } from './work';

/** An access of a recorded run, with its position among all events; `task` is the one whose work it is. */
export type Access = Extract<TraceEvent, { type: 'access' }> & {
  readonly position: number;
  /** The operation behind which it runs; null if none is known. */
  readonly work: Work | null;
};

/**
 * - `lost-update`: a value is read, changed by another task, then overwritten with one computed from the old value
 * - `check-then-act`: a condition is checked, another task changes what was checked, then the first acts on it
 * - `order-violation`: state is read before it is set or after it is gone, or the older of two writers comes last
 * - `stale-write`: of two values the older one is written last
 * - `stale-read`: a value is read and changed by another task, while the first goes on with the old one
 * - `leak`: a counter is not changed back
 * - `double-execution`: a function runs twice at a time. Its accesses are its two starts
 * - `limit`: of a number that is looked at before a function is started once more, while it runs already
 * - `conflict`: two tasks use the same state, at least one writes; nothing more is known
 */
export const RACE_KINDS = [
  'lost-update',
  'check-then-act',
  'stale-write',
  'order-violation',
  'stale-read',
  'double-execution',
  'leak',
  'limit',
  'conflict',
] as const;

export type RaceKind = (typeof RACE_KINDS)[number];

/** A race as found, before it is put into words. */
export interface RaceCandidate {
  readonly kind: RaceKind;
  /** In the order in which they happened: two or three. */
  readonly accesses: readonly Access[];
  /** What makes it a race, as the end of a sentence. */
  readonly because: string;
  /** A write of the passing run that never comes. */
  readonly missed?: Access;
  /** How telling it is; the highest is reported. */
  readonly weight: number;
}

export interface RaceAccess {
  readonly task: string;
  readonly write: boolean;
  /** As recorded; '' if unknown. */
  readonly value: string;
  /** `file:line:column`, '' unknown. */
  readonly site: string;
  readonly step: number;
}

/** A race, ready for a report. Plain data. */
export interface Race {
  readonly kind: RaceKind;
  /** The source's name for the state: `account.balance`. */
  readonly name: string;
  readonly accesses: readonly RaceAccess[];
  /** One per access, in order. */
  readonly clauses: readonly string[];
  /** The clauses, joined by commas. */
  readonly sentence: string;
}

/** True if the first task is the second, or started it (directly or not) and so may just have waited for its end. */
export function isSameStrand(task: string, other: string): boolean {
  return task === other || other.startsWith(`${task}.`);
}

/** Values that stand for "nothing there". */
export function isNothing(value: string): boolean {
  return value === 'undefined' || value === 'null' || value === 'false' || value === '<deleted>';
}
