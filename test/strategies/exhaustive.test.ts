// Exhaustive search: every schedule once, the least disturbed first.

import { runtime } from '../../src/runtime';
import { Exhaustive, strategies } from '../../src/strategies';
import { instrumented } from '../support/program';
import { DepthFirst } from './own/depth-first';

const { explore, pause, choose } = runtime.api;

const pauses = instrumented(async (wait: () => Promise<void>, count: number) => {
  await Promise.all(Array.from({ length: count }, () => wait()));
});
const body = (count: number) => () => pauses(pause, count);
const FIXED = 3;
const whole = { model: 'host', seed: 1, iterations: 100_000, timeBudget: 0, mustExplore: false } as const;

describe('exhaustive search', () => {
  it.each([1, 2, 3, 4, 5])('runs each schedule of %i operations once', async (count) => {
    const other = await explore(body(count), { ...whole, strategy: () => new DepthFirst() });
    const result = await explore(body(count), { ...whole, strategy: 'exhaustive' });
    expect(result).toMatchObject({ exhausted: true, distinct: other.distinct, schedules: other.distinct + FIXED });
    expect(result.covered).toEqual([{ model: 'host', departures: Number.POSITIVE_INFINITY }]);
  });
});
