// The switch of access tracking.

/** `$.t`: read by instrumented code before every access. */
export const tracking = { on: false };
