// What the host adds to the controller's loop: its timers and immediates as operations. Filled in by `src/host`.

import type { Strand } from './strand';

export interface HostQueues {
  /** A new iteration begins: forget everything. */
  reset(): void;
  /** The earliest timer, or null. */
  earliestTimer(): (Strand & { readonly deadline: number }) | null;
  /** The check phase as an operation, or null if no immediate is queued. */
  immediate(): Strand | null;
  /** An immediate of the running check phase that must run before anything else, or null. */
  continuation(): Strand | null;
  /** A timer may not run now (an I/O callback has queued an immediate). */
  timersBlocked(): boolean;
  /** Resolves the promises of `idle()`; false if there are none. */
  wakeIdle(): boolean;
  /** Something that this process started since the exploration began is alive outside (sockets, files, children). */
  outsideAlive(): boolean;
}

export const host: { queues: HostQueues } = { queues: null as unknown as HostQueues };
