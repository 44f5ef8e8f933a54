// A counting semaphore.

import type { Operation } from '../history/operation';
import { defineModel, type Reading } from './define-model';
import { illegal, type Model } from './model';
import { checkOptions, invalidOption } from './options';
import { answerOf, countOf, isRefused } from './outcome';

export interface SemaphoreOptions {
  /** How many can be acquired at the beginning: an integer, 0 or more. */
  readonly permits: number;
  /** More than these are never available: releasing beyond it is an error of the program. Default: `permits`; Infinity: no limit. */
  readonly maximum?: number;
}

type SemaphoreAction = readonly [
  deed: 'acquire' | 'refused acquire' | 'acquire or not' | 'release' | 'refused release',
  permits: number,
];

/**
 * Operations: `acquire(n = 1)` (waits until n are available), `tryAcquire(n = 1)` -> whether they were, `release(n = 1)`. Any process may release.
 * An acquire or release with outcome `mismatch` or result false was refused; any other result says that it took place.
 * @throws TypeError for options it does not know or cannot use
 */
export function semaphore(options: SemaphoreOptions): Model<number> {
  checkOptions('semaphore', options, ['permits', 'maximum']);
  const { permits, maximum = permits } = options;
  if (!Number.isSafeInteger(permits) || permits < 0) {
    throw invalidOption('semaphore', 'permits', 'an integer, 0 or more', permits);
  }
  const isMaximum = Number.isSafeInteger(maximum) || maximum === Number.POSITIVE_INFINITY;
  if (!isMaximum || maximum < permits) {
    throw invalidOption('semaphore', 'maximum', 'an integer of at least `permits`, or Infinity', maximum);
  }
  return defineModel<number, SemaphoreAction>({
    name: 'semaphore',
    initial: permits,
    operations: {
      acquire: (operation, reading) => plain('acquire', operation, reading),
      tryAcquire: (operation, reading) => {
        const answer = answerOf(operation, reading);
        const deed = answer === null ? 'acquire or not' : answer ? 'acquire' : 'refused acquire';
        return [deed, countOf(operation, reading)];
      },
      release: (operation, reading) => plain('release', operation, reading),
    },
    apply(available, [deed, count]) {
      const suffices = available >= count;
      const fits = available + count <= maximum;
      switch (deed) {
        case 'acquire':
          return suffices ? available - count : illegal(`it needs ${count}, but ${permitsText(available)} available`);
        case 'acquire or not':
          return suffices ? available - count : available;
        case 'refused acquire':
          return suffices ? illegal(`it was refused, but ${permitsText(available)} available`) : available;
        case 'release':
          return fits
            ? available + count
            : illegal(`${permitsText(available + count)} then available, of at most ${maximum}`);
        case 'refused release':
          return fits
            ? illegal(`it was refused, but ${permitsText(available)} available, of at most ${maximum}`)
            : available;
      }
    },
    pure: ([deed]) => deed.startsWith('refused'),
    describe: (available) => `${permitsText(available)} available`,
  });
}

function plain(deed: 'acquire' | 'release', operation: Operation, reading: Reading): SemaphoreAction {
  return [isRefused(operation) ? `refused ${deed}` : deed, countOf(operation, reading)];
}

function permitsText(count: number): string {
  return count === 1 ? '1 permit is' : `${count} permits are`;
}
