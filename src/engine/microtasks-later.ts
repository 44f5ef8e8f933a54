// Environment operations that complete some microtasks later than at once: what a fake with some awaits more would do.

import { CALLBACK, enqueue } from './job-queue';
import { simulation } from './simulation';
import type { Strand } from './strand';

/**
 * Completes the operation of `strand` so many microtasks later.
 * @param microtasks at least 1
 * @param complete what would have been done at once
 */
export function completeLater(strand: Strand, microtasks: number, complete: () => void): void {
  let left = microtasks;
  const turn = () => {
    if (--left > 0) {
      enqueue(CALLBACK, turn, undefined);
      return;
    }
    const { agent } = simulation;
    const { current } = agent;
    agent.current = strand;
    agent.context = strand.context;
    complete();
    agent.current = current;
  };
  enqueue(CALLBACK, turn, undefined);
}
