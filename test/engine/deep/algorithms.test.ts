// By default settings the right ones are silent, and the wrong ones are found.

import { runtime } from '../../../src/runtime';
import { spawnAgent } from '../../support/agents';
import { algorithms } from './algorithms';

const { explore } = runtime.api;

describe.each(Object.entries(algorithms))('%s', (_name, { run, wrong }) => {
  it('is silent if it is right', async () => {
    const result = await explore(() => run(spawnAgent, true, 1), { iterations: 2_000, timeBudget: 60_000, seed: 1 });
    expect(result.finding?.error).toBeUndefined();
    expect(result.distinct).toBeGreaterThan(5);
    expect(result.boundReached).toBe(0);
  });

  it('is found if it is wrong', async () => {
    const result = await explore(() => run(spawnAgent, false, 1), { iterations: 2_000, timeBudget: 60_000, seed: 1 });
    expect((result.finding?.error as Error | undefined)?.message).toMatch(wrong);
    expect(result.schedules).toBeLessThan(500);
  });
});
