// What `mockResolvedValue` and its kin return is an environment operation: the real thing behind a mock would take its time.

import type { Runtime } from '../src/runtime';

/** jest-mock makes promises with the Promise of the global object that it was given. */
interface ModuleMocker {
  _environmentGlobal?: object;
}

export function makeMockedPromisesEnvironment(moduleMocker: unknown, runtime: Runtime): void {
  const mocker = moduleMocker as ModuleMocker | null | undefined;
  const realm = mocker?._environmentGlobal;
  if (mocker === null || mocker === undefined || realm === undefined) return;
  mocker._environmentGlobal = Object.create(realm, { Promise: { value: runtime.environmentPromise } });
}
