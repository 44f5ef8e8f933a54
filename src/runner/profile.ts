// Which iterations of an exploration run with access tracking, from which strategies learn what conflicts.

import type { ConflictLog } from '../engine/conflicts';

/** Iterations with access tracking: the first ones; then at a distance that doubles while they teach nothing new. */
const TRACKED_FIRST = 8;
const TRACKED_EVERY = 16;

/** Which iterations track accesses: a tracked one costs several times an ordinary one. */
export class Profile {
  private next = TRACKED_FIRST;
  private distance = TRACKED_EVERY;
  private learned = 0;

  constructor(private readonly conflicts: ConflictLog) {}

  isDue(iteration: number): boolean {
    if (iteration < TRACKED_FIRST) return true;
    if (iteration < this.next) return false;
    const { learned } = this.conflicts;
    this.distance = learned === this.learned ? this.distance * 2 : TRACKED_EVERY;
    this.learned = learned;
    this.next = iteration + this.distance;
    return true;
  }
}
