// Small sizes, exhaustively: every order of accesses of at most so many steps.

import type { Strategy } from '../../../src';
import { runtime } from '../../../src/runtime';
import { DepthFirst } from '../../strategies/own/depth-first';
import { spawnAgent } from '../../support/agents';
import { algorithms } from './algorithms';

const { explore } = runtime.api;
jest.setTimeout(240_000);

/** Gives up what has more steps: loops that wait may turn for ever. */
function bounded(most: number): Strategy {
  const inner = new DepthFirst();
  let steps = 0;
  return {
    name: 'bounded depth-first',
    memory: 'all',
    begin(start) {
      steps = 0;
      return inner.begin(start);
    },
    pick: (enabled) => (++steps > most ? null : inner.pick(enabled)),
    late: () => inner.late(),
    choose: (n) => inner.choose(n),
  };
}

const enumerate = (name: string, correct: boolean, most: number) =>
  explore(() => algorithms[name]!.run(spawnAgent, correct, 1), {
    strategy: bounded(most),
    model: 'host',
    seed: 1,
    iterations: 1_000_000,
    timeBudget: 0,
    mustExplore: false,
    latent: 'off',
  });

/** Picks of two or more in a schedule, at most. */
const SIZES = {
  peterson: 12,
  dekker: 12,
  ticketLock: 11,
  treiber: 20,
  seqlock: 12,
  ring: 12,
  mutex: 12,
  condition: 20,
  conditionVariable: 14,
  doubleChecked: 13,
};

describe.each(Object.entries(SIZES))('%s, up to %i choices', (name, most) => {
  it('is silent if it is right', async () => {
    const result = await enumerate(name, true, most);
    expect(result.finding?.error).toBeUndefined();
    expect(result.exhausted).toBe(true);
    expect(result.schedules - result.abandoned).toBeGreaterThan(20);
  });

  it('is found if it is wrong', async () => {
    const { finding } = await enumerate(name, false, most + 4);
    expect((finding?.error as Error | undefined)?.message).toMatch(algorithms[name]!.wrong);
  });
});
