// The Promises/A+ compliance suite (promises-aplus-tests) as Jest tests: its files register their cases through `specify`, which the
// caller supplies, so that a case may run outside an iteration or within one.

import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { simulation } from '../../../src/engine/simulation';
import { runtime } from '../../../src/runtime';
import { deferred } from '../../support/deferred';

/** A case of the suite: calls `done` when it has passed (or returns, if it takes none), throws now or in a callback when it has not. */
export type Case = (done: () => void) => void;

/** Cases in version 2.1.2 of the suite. */
export const CASES = 872;

const folder = join(dirname(require.resolve('promises-aplus-tests/package.json')), 'lib', 'tests');

/** Registers all cases of the suite, for the controlled Promise. @returns how many there are */
export function registerSuite(specify: (name: string, run: Case) => void): number {
  // The suite rejects promises that nobody listens to, on purpose.
  const { rejections } = simulation.agent;
  rejections.rejectedOutside = () => {};
  rejections.noted.push = () => 0;
  const { Promise } = runtime;
  let cases = 0;
  Object.assign(globalThis, {
    adapter: {
      resolved: (value: unknown) => Promise.resolve(value),
      rejected: (reason: unknown) => Promise.reject(reason),
      deferred,
    },
    specify(name: string, run: Case) {
      cases++;
      specify(name, run);
    },
  });
  for (const file of readdirSync(folder)) if (file.endsWith('.js')) require(join(folder, file));
  return cases;
}
