// What a lane knows of conflicts: learned from its tracked lessons, and from nothing else.

import type { ConflictHistory } from '../strategies/strategy';

const SEEN = 1;
const CONFLICTING = 2;

export class ConflictMemory implements ConflictHistory {
  /** By site. */
  private flags = new Uint8Array(0);

  seen(site: number): boolean {
    return ((this.flags[site] ?? 0) & SEEN) !== 0;
  }

  conflicting(site: number): boolean {
    return ((this.flags[site] ?? 0) & CONFLICTING) !== 0;
  }

  /**
   * A lesson is over.
   * @param lesson what the engine saw in it
   * @param sites number of sites that there are by now
   */
  learn(lesson: ConflictHistory, sites: number): void {
    if (sites > this.flags.length) {
      const larger = new Uint8Array(sites);
      larger.set(this.flags);
      this.flags = larger;
    }
    for (let site = 0; site < sites; site++) {
      if (!lesson.seen(site)) continue;
      this.flags[site] = (this.flags[site] as number) | SEEN | (lesson.conflicting(site) ? CONFLICTING : 0);
    }
  }
}
