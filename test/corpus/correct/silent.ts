// A correct use of a popular package: Lockstep must find nothing, however long it looks. Every failure here is a false alarm.

import { type ExploreOptions, explore } from 'lockstep';
import { expectSilence, SILENCE } from '../pair';

export function silent(name: string, body: () => Promise<void>, options: ExploreOptions = {}): void {
  test(`${name}: no false alarm`, async () => {
    expectSilence(await explore(body, { ...SILENCE, timeBudget: 10_000, ...options }), options);
  });
}
