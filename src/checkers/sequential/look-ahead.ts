// What a search may know beside the model: it prunes and never decides.

import type { Operation } from '../history/operation';

export interface LookAhead {
  /**
   * Counts an operation as placed.
   * @returns false if the rest cannot be placed any more
   */
  place(operation: Operation): boolean;
  /** Takes back the last one that was placed. */
  remove(operation: Operation): void;
}
