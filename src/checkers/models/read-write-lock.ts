// A lock that many readers or one writer hold.

import type { Operation, ProcessId } from '../history/operation';
import { defineModel, type Reading } from './define-model';
import type { LockOptions } from './lock';
import { illegal, type Model } from './model';
import { booleanOption, checkOptions } from './options';
import { answerOf, isRefused } from './outcome';

interface Holders {
  readonly writer: ProcessId | null;
  /** Sorted; a process stands in it as often as it has acquired to read. */
  readonly readers: readonly ProcessId[];
}

type Side = 'read' | 'write';
type Deed = 'acquire' | 'refused acquire' | 'acquire or not' | 'release' | 'refused release';
type ReadWriteAction = readonly [deed: Deed, side: Side, process: ProcessId];

const FREE: Holders = { writer: null, readers: [] };
const SOMEONE = 'someone';

/**
 * Operations: `acquireRead`, `acquireWrite` (wait while they cannot), `tryAcquireRead`, `tryAcquireWrite` -> whether they could, `releaseRead`, `releaseWrite`.
 * The holder is the operation's process. An acquire or release with outcome `mismatch` or result false was refused; any other result says that it took place.
 * @throws TypeError for options it does not know or cannot use
 */
export function readWriteLock(options: LockOptions = {}): Model<Holders> {
  checkOptions('readWriteLock', options, ['owned']);
  const owned = booleanOption('readWriteLock', 'owned', options.owned, true);
  const processOf = (operation: Operation) => (owned ? operation.process : SOMEONE);
  const plain = (deed: 'acquire' | 'release', side: Side) => (operation: Operation) =>
    [isRefused(operation) ? (`refused ${deed}` as const) : deed, side, processOf(operation)] as const;
  const attempt = (side: Side) => (operation: Operation, reading: Reading) => {
    const answer = answerOf(operation, reading);
    const deed = answer === null ? 'acquire or not' : answer ? 'acquire' : 'refused acquire';
    return [deed, side, processOf(operation)] as const;
  };
  return defineModel<Holders, ReadWriteAction>({
    name: 'read-write-lock',
    initial: FREE,
    operations: {
      acquireRead: plain('acquire', 'read'),
      acquireWrite: plain('acquire', 'write'),
      tryAcquireRead: attempt('read'),
      tryAcquireWrite: attempt('write'),
      releaseRead: plain('release', 'read'),
      releaseWrite: plain('release', 'write'),
    },
    apply(state, [deed, side, process]) {
      const obstacle = deed.endsWith('release') ? cannotRelease(state, side, process) : cannotAcquire(state, side);
      switch (deed) {
        case 'acquire':
          return obstacle === null ? acquired(state, side, process) : illegal(obstacle);
        case 'acquire or not':
          return obstacle === null ? acquired(state, side, process) : state;
        case 'release':
          return obstacle === null ? released(state, side, process) : illegal(obstacle);
        default:
          return obstacle === null
            ? illegal(`it was refused, but nothing stands against it: the lock is ${describe(state)}`)
            : state;
      }
    },
    pure: ([deed]) => deed.startsWith('refused'),
    key: ({ writer, readers }) => (writer === null ? `r${readers.map(marked).join()}` : `w${marked(writer)}`),
    describe,
  });

  function cannotRelease({ writer, readers }: Holders, side: Side, process: ProcessId): string | null {
    const holds = side === 'write' ? writer === process : readers.includes(process);
    if (holds) return null;
    return owned ? `${process} does not hold it to ${side}` : `nobody holds it to ${side}`;
  }

  function describe({ writer, readers }: Holders): string {
    if (writer !== null) return owned ? `held by ${writer} to write` : 'held to write';
    if (readers.length === 0) return 'free';
    return owned ? `held by ${readers.join(', ')} to read` : `held by ${readers.length} to read`;
  }

  function cannotAcquire(state: Holders, side: Side): string | null {
    const isFree = state.writer === null && (side === 'read' || state.readers.length === 0);
    return isFree ? null : `the lock is ${describe(state)}`;
  }
}

function acquired({ readers }: Holders, side: Side, process: ProcessId): Holders {
  if (side === 'write') return { writer: process, readers: [] };
  const next = [...readers, process].sort((one, other) => (marked(one) < marked(other) ? -1 : 1));
  return { writer: null, readers: next };
}

function released({ readers }: Holders, side: Side, process: ProcessId): Holders {
  if (side === 'write') return FREE;
  const at = readers.indexOf(process);
  return { writer: null, readers: readers.filter((_, index) => index !== at) };
}

/** Keeps process 1 and process '1' apart, and names that hold a comma whole. */
function marked(process: ProcessId): string {
  return typeof process === 'number' ? String(process) : JSON.stringify(process);
}
