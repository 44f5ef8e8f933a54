// What an agent knows of async functions that are called and awaited at once. Deep recursion of such calls forms a chain, which needs no
// stack; see direct-call.ts.

import type { Resumable } from './resumable';

export class Recursion {
  /** The coroutine that is made next is that of a direct call. */
  direct = false;
  /** Direct calls on the stack. */
  nested = 0;
  /** Length of the chain that runs. */
  chained = 0;
  /** The coroutine that starts when its caller's generator has stopped. */
  deferred: Resumable | null = null;

  clear(): void {
    this.direct = false;
    this.nested = this.chained = 0;
    this.deferred = null;
  }
}
