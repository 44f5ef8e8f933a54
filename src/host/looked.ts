// A wait of the test is over.

import { simulation } from '../engine/simulation';
import type { Strand } from '../engine/strand';

/** Notes that the test has come back from a wait, if operations of the outside are still pending. */
export function looked(site: number): void {
  if (simulation.pending.length > 0) simulation.looks.note(site, simulation.steps);
}

/** Whether the test itself waits by what the strand does. A fake, and code that stands in the test's file, have tasks of their own. */
export function isOfTheBody(strand: Strand | null): strand is Strand {
  return strand !== null && (strand.isEntry || strand.task === simulation.rootTask);
}
