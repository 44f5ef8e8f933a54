// The channels of the host: operations of one channel keep their order (`PendingOperation.channel`; 0 is none).

/** Timers fire by deadline, then by creation. */
export const TIMERS = 1;
/** Immediates run in the order in which they were set. */
export const IMMEDIATES = 2;
