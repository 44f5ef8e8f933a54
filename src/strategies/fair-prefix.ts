// For how long a strategy may be unfair.

import { max, min } from '../engine/natives';

/**
 * Number of decisions after which a strategy that prefers some operations picks at random, so that every operation runs at last:
 * a program that polls, retries or sends heartbeats must not look like a livelock because its counterpart was never chosen.
 * Twice the usual length, at least 100, at most a quarter of `maxSteps`. A fixed number, as other implementations have, never
 * takes effect in a short test and costs most of the time in one that polls.
 *
 * @param usualLength median number of decisions of earlier iterations; 0 unknown
 * @param maxSteps hard limit of events per iteration
 */
export function fairPrefix(usualLength: number, maxSteps: number): number {
  return min(maxSteps / 4, max(100, 2 * usualLength));
}
