// Larger sizes, under many schedules of the default strategy: the right ones are silent. `npm run test:long` runs 100,000 of each.

import { writeSync } from 'node:fs';
import { runtime } from '../../../src/runtime';
import { spawnAgent } from '../../support/agents';
import { algorithms } from './algorithms';

const { explore } = runtime.api;

const SCHEDULES = Number(process.env.LOCKSTEP_SCHEDULES ?? 200);
jest.setTimeout(60_000 + SCHEDULES * 20);

/** How often each of two or three agents does it. */
const SIZE = 3;

test.each(Object.entries(algorithms))('%s', async (name, { run }) => {
  const started = performance.now();
  const result = await explore(() => run(spawnAgent, true, SIZE), {
    iterations: SCHEDULES,
    timeBudget: 0,
    seed: 2,
    mustExplore: false,
    latent: 'off',
  });
  expect(result.finding?.error).toBeUndefined();
  expect(result.exhausted || result.schedules >= SCHEDULES).toBe(true);
  if (process.env.LOCKSTEP_SCHEDULES === undefined) return;
  const { schedules, distinct, exhausted } = result;
  const seconds = Math.round((performance.now() - started) / 1_000);
  writeSync(
    1,
    `${name}: ${schedules} schedules, ${distinct} distinct${exhausted ? ', all there are' : ''}, ${seconds} s\n`,
  );
});
