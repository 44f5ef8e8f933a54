// A call of files whose answer is a promise.

import { newPromise, rejectPromise, resolvePromise, setOrigin } from '../../engine/promise';
import { asStandard } from '../../engine/promise-statics';
import { type Effects, FileCall } from './file-call';
import { mainFiles } from './main-files';

/** A promise that settles as the call says. */
export function promised<Value>(
  name: string,
  label: string,
  effects: Effects,
  map: (value: never) => Value,
): Promise<Value> {
  const promise = newPromise();
  const settle = (threw: boolean, value: unknown) => {
    if (threw) rejectPromise(promise, value);
    else resolvePromise(promise, map(value as never));
  };
  setOrigin(promise, new FileCall(mainFiles(), name, label, -1, effects, settle));
  return asStandard(promise) as Promise<Value>;
}
