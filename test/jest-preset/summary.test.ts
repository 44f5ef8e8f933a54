import { summary } from '../../jest-preset/summary';
import type { ExploreResult } from '../../src';

const result: ExploreResult = {
  native: false,
  passed: true,
  finding: null,
  latent: null,
  schedules: 1234,
  exhausted: false,
  covered: [],
  proof: null,
  abandoned: 0,
  distinct: 12,
  maxChoices: 3,
  boundReached: 0,
  uncontrolled: [],
  atomic: [],
  seed: 1,
  strategy: 'mine',
  elapsed: 1520,
  environmentFiles: [],
  unearned: null,
  candidates: [],
  warnings: [],
};

test.each<[Partial<ExploreResult>, string]>([
  [{}, '1,234 schedules, 12 distinct, 1.5 s'],
  [{ exhausted: true }, 'all 1,234 schedules explored, 12 distinct, 1.5 s'],
  [{ schedules: 1, exhausted: true }, 'all 1 schedule explored, 12 distinct, 1.5 s'],
  [
    {
      covered: [
        { model: 'host', departures: 'all' },
        { model: 'await', departures: 2 },
      ],
    },
    '1,234 schedules (all of the model host, all of the model await with up to 2 departures), 12 distinct, 1.5 s',
  ],
  [
    { covered: [{ model: 'host', departures: 1 }] },
    '1,234 schedules (all of the model host with up to 1 departure), 12 distinct, 1.5 s',
  ],
  [{ covered: [{ model: 'host', departures: 0 }] }, '1,234 schedules, 12 distinct, 1.5 s'],
  [{ covered: [{ model: 'host', departures: null }] }, '1,234 schedules, 12 distinct, 1.5 s'],
  [{ native: true, schedules: 9, abandoned: 1 }, '9 runs on the real event loop, 1 set aside, 12 distinct, 1.5 s'],
  [{ abandoned: 7 }, '1,234 schedules, 7 given up, 12 distinct, 1.5 s'],
])('%j', (parts, text) => {
  expect(summary('a.test.ts', [{ name: ['a', 'b'], result: { ...result, ...parts }, notes: [] }])).toBe(
    `Lockstep: a.test.ts\n  a > b: ${text}\n`,
  );
});
