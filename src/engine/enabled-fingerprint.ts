// The fingerprint of the enabled operations: what a replay compares at every pick. It is a sum that changes with each operation that comes
// and goes, because looking at all of them at every pick made recording quadratic (4,000 tasks: 76 s).

import { FNV_OFFSET, fnv1a } from './fnv';
import { imul } from './natives';
import { siteTable } from './site-table';
import type { Strand } from './strand';

/** 32 bits of task, kind and site, the same in every run. */
function fingerprintOf({ task, kind, site }: Strand): number {
  let h = fnv1a(kind, fnv1a(task.id, FNV_OFFSET ^ siteTable.key(site)));
  h = imul(h ^ (h >>> 16), 0x85ebca6b);
  return h ^ (h >>> 13);
}

export class EnabledFingerprint {
  private sum = 0;
  private readonly counted = new Map<Strand, number>();
  /** Operations whose task may not be decided yet. */
  private fresh: Strand[] = [];

  /** A late operation is pending from now on. */
  add(operation: Strand): void {
    this.fresh.push(operation);
  }

  /** A late operation is no longer pending. */
  remove(operation: Strand): void {
    this.settle();
    const fingerprint = this.counted.get(operation);
    if (fingerprint === undefined) {
      this.fresh = this.fresh.filter((one) => one !== operation);
      return;
    }
    this.sum = (this.sum - fingerprint) | 0;
    this.counted.delete(operation);
  }

  /**
   * Of all enabled operations.
   * @param late number of late operations, which stand first
   */
  of(enabled: readonly Strand[], late: number): number {
    this.settle();
    let sum = this.sum;
    for (let i = late; i < enabled.length; i++) sum = (sum + fingerprintOf(enabled[i] as Strand)) | 0;
    return sum >>> 0;
  }

  /** The job that made them is over: every operation has its task. */
  private settle(): void {
    for (const operation of this.fresh) {
      if (operation.task === null) continue;
      const fingerprint = fingerprintOf(operation);
      this.counted.set(operation, fingerprint);
      this.sum = (this.sum + fingerprint) | 0;
    }
    if (this.fresh.length !== 0) this.fresh = this.fresh.filter(({ task }) => task === null);
  }
}
