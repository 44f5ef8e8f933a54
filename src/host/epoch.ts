// When every iteration begins.

/** Date.now() at the start of every iteration: 2026-01-01T00:00:00.000Z. A constant, so that schedules do not depend on the day. */
export const EPOCH = 1_767_225_600_000;
