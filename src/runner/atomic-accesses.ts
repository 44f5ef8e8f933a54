// Accesses to shared memory before which no schedule could stop: each is atomic with what is around it, so a bug that needs a stop there is missed.

import { simulation } from '../engine/simulation';
import { describeUncontrolled, placeOf, type UncontrolledSite } from './warnings';

/** So many are named. */
const MOST_NAMED = 5;

/** An exploration begins: nothing has been counted. */
export function forgetAtomicAccesses(): void {
  simulation.deep.atomicSites.clear();
}

/** What was counted since then, the most frequent first. */
export const atomicAccesses = (): UncontrolledSite[] => describeUncontrolled(simulation.deep.atomicSites);

/** A sentence for the user, if there is anything to say. */
export function atomicWarnings(accesses: readonly UncontrolledSite[]): string[] {
  if (accesses.length === 0) return [];
  const more = accesses.length - MOST_NAMED;
  const places = accesses.slice(0, MOST_NAMED).map(placeOf).join(', ');
  return [
    `Some accesses to shared memory are in code that cannot be stopped: ${places}${more > 0 ? ` and ${more} more places` : ''}. No schedule lets another ` +
      'agent run between them and what is around them. Such code is called by a native function (a comparator of sort, say), or it is a class ' +
      'constructor, an initialiser, a generator, or a file that is not compiled in deep mode.',
  ];
}
