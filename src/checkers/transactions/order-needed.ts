// Which order the explanation of a history must agree with at a level.

import type { OrderBasis } from './graph/edge-list';
import type { IsolationLevel } from './level';

/** 0: none; 1: that of each process; 2: real time. */
export function orderNeededBy(level: IsolationLevel): OrderBasis {
  if (level.startsWith('strong-session-') || level === 'causal') return 1;
  return level.startsWith('strict-') || level.startsWith('strong-') ? 2 : 0;
}
