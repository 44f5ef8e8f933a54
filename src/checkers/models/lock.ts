// A lock that one process holds at a time.

import type { Operation, ProcessId } from '../history/operation';
import { defineModel } from './define-model';
import { illegal, type Model } from './model';
import { booleanOption, checkOptions } from './options';
import { answerOf, isRefused } from './outcome';

export interface LockOptions {
  /** Only who holds it may release it. False: whoever releases it, as of a lock that is handed over. Default: true. */
  readonly owned?: boolean;
}

type LockAction = readonly [
  name: 'acquire' | 'refused acquire' | 'acquire or not' | 'release' | 'refused release',
  process: ProcessId,
];

/** Stands for whoever holds a lock that has no owner. */
const SOMEONE = 'someone';

/**
 * Operations: `acquire` (waits while the lock is taken), `tryAcquire` -> whether it was free, `release`. The holder is the operation's process; the lock is
 * not reentrant. An acquire or release with outcome `mismatch` or result false was refused; any other result says that it took place.
 * @throws TypeError for options it does not know or cannot use
 */
export function lock(options: LockOptions = {}): Model<ProcessId | null> {
  checkOptions('lock', options, ['owned']);
  const owned = booleanOption('lock', 'owned', options.owned, true);
  const processOf = (operation: Operation) => (owned ? operation.process : SOMEONE);
  return defineModel<ProcessId | null, LockAction>({
    name: 'lock',
    initial: null,
    operations: {
      acquire: (operation) => [isRefused(operation) ? 'refused acquire' : 'acquire', processOf(operation)],
      tryAcquire: (operation, reading) => {
        const answer = answerOf(operation, reading);
        const name = answer === null ? 'acquire or not' : answer ? 'acquire' : 'refused acquire';
        return [name, processOf(operation)];
      },
      release: (operation) => [isRefused(operation) ? 'refused release' : 'release', processOf(operation)],
    },
    apply(holder, [name, process]) {
      switch (name) {
        case 'acquire':
          return holder === null ? process : illegal(heldBy(holder, process));
        case 'refused acquire':
          return holder === null ? illegal('it was refused, but the lock is free') : holder;
        case 'acquire or not':
          return holder ?? process;
        case 'release':
          return holder === process ? null : illegal(holder === null ? 'the lock is free' : heldBy(holder, process));
        case 'refused release':
          return holder === process ? illegal('it was refused, but the process holds the lock') : holder;
      }
    },
    pure: ([name]) => name === 'refused acquire' || name === 'refused release',
    describe: (holder) => (holder === null ? 'free' : owned ? `held by ${holder}` : 'held'),
  });

  function heldBy(holder: ProcessId, process: ProcessId): string {
    if (!owned) return 'the lock is held';
    return holder === process
      ? `the lock is held by ${holder} itself and is not reentrant`
      : `the lock is held by ${holder}`;
  }
}
