// Node's check of the callbacks that timers, immediates and the like are given.

export type Callback = (...args: unknown[]) => void;

/** @throws TypeError with Node's code if `callback` is no function */
export function checkedCallback(callback: unknown): Callback {
  if (typeof callback === 'function') return callback as Callback;
  const error = new TypeError(`The "callback" argument must be of type function. Received ${String(callback)}`);
  throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' });
}
