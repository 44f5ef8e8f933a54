// What queues, stacks and priority queues have in common: values are inserted, seen and removed, and a removal or a peek may find nothing there.

import type { Operation } from '../../../history/operation';

/** The names of the operations. */
export interface Container {
  readonly insert: string;
  readonly remove: string;
  readonly peek: string;
}

/** What a removal or a peek did; `unknown`: nobody knows; `waiting`: a removal that never ended; `unclear`: it is of no known kind. */
export type Seen = 'remove' | 'peek' | 'empty' | 'unknown' | 'waiting' | 'unclear';

export function operationOn({ remove, peek }: Container, { f, outcome, output }: Operation): Seen {
  if (f !== remove && f !== peek) return 'unclear';
  if (outcome === 'mismatch') return 'empty';
  if (outcome === 'info') return 'unknown';
  if (outcome === 'blocked' && f === remove) return 'waiting';
  if (outcome !== 'ok') return 'unclear';
  if (output === null || output === undefined) return 'empty';
  return f === remove ? 'remove' : 'peek';
}
