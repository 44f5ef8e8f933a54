// The numbers of operations, in the order in which they become pending.

import { simulation } from './simulation';
import type { Strand } from './strand';

/** The strand becomes pending, here or in an event source: gives it its number. */
export function number(strand: Strand): void {
  strand.sequence = ++simulation.sequence;
  simulation.notes?.make(strand);
  if (simulation.deep.on) simulation.deep.listener?.pending(strand);
}
