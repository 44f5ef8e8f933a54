// The same seed gives the same trace in a thousand repetitions, whatever ran before.

import { createHash } from 'node:crypto';
import { runtime } from '../../src/runtime';
import { type RunOptions, record } from '../support/iterate';
import { instrumentedSource } from '../support/program';
import { PROGRAMS } from './programs';

const { tryIteration } = runtime.api;
const REPETITIONS = 1000;

const bodies = Object.entries(PROGRAMS).map(([name, source]) => ({
  name,
  body: instrumentedSource(source, { environment: true }) as () => unknown,
}));

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** Decisions that depend on nothing but the number of the decision. */
function scattered(): RunOptions {
  let asked = 0;
  return {
    seed: 11,
    pick: (enabled) => (++asked * 7) % enabled.length,
    late: () => ++asked % 3 !== 0,
  };
}

describe.each(bodies)('$name', ({ body }) => {
  it('one trace in a thousand recorded repetitions', async () => {
    const hashes = new Set<string>();
    for (let i = 0; i < REPETITIONS; i++) {
      const { outcome, decisions } = await record(body, scattered());
      const { failure, ...rest } = outcome;
      hashes.add(hashOf([rest, String(failure?.error), decisions]));
    }
    expect(hashes.size).toBe(1);
  });

  it('one schedule per seed and iteration, in bulk, with other schedules in between', async () => {
    const expected = new Map<number, number>();
    for (let round = 0; round < 20; round++)
      for (let iteration = 0; iteration < 50; iteration++) {
        const { hash } = await tryIteration(body, { seed: 3, strategy: 'random', iteration });
        if (round === 0) expected.set(iteration, hash);
        else expect(hash).toBe(expected.get(iteration));
      }
    expect(new Set(expected.values()).size).toBeGreaterThan(2);
  });
});
