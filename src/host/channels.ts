// The channels of the host: operations of one channel keep their order (`PendingOperation.channel`; 0 is none).

import { simulation } from '../engine/simulation';

/** Timers fire by deadline, then by creation. */
export const TIMERS = 1;
/** Immediates run in the order in which they were set. */
export const IMMEDIATES = 2;

/** Channels that are made in an iteration: of ports, of the events of workers. Numbers follow the order in which they are made. */
const FIRST_MADE = 16;

/** The number of a new channel of the running iteration. */
export function newChannel(): number {
  return FIRST_MADE + simulation.channels++;
}
