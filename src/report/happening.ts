// What an operation does when its turn has come, in words.

import { wordsFor } from '../engine/operation-kinds';
import { microtasksOf } from '../engine/recorded-decision';
import type { Trace } from '../trace/trace';
import { counted } from './counted';

/** `load completes`; for a kind that is not under control, the text says so. */
export function happening(kind: string, name: string): string {
  const { noun, happens, isControlled } = wordsFor(kind);
  return `${name || noun} ${happens}${isControlled ? '' : ', uncontrolled'}`;
}

/**
 * An operation is late, or completes some microtasks later than at once.
 * @param happens what it does when its turn has come
 */
export function delayed(subject: string, microtasks: number, happens: string): string {
  return microtasks === 0 ? `${subject} is delayed` : `${subject} ${happens} ${laterBy(microtasks)}`;
}

/** By how many microtasks the operation completes later than at once of which the decision with this number is, if there is one. */
export function microtasksAt(decision: number | undefined, decisions: Trace['decisions']): number {
  const decided = decision === undefined ? undefined : decisions[decision];
  return decided === undefined ? 0 : microtasksOf(decided);
}

/** `2 microtasks later`. */
export function laterBy(microtasks: number): string {
  return `${counted(microtasks, 'microtask')} later`;
}
