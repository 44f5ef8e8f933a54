// Which schedule a number stands for, and which schedules teach: functions of the options and the turn alone.

import { isLesson, isTracked } from '../../src/runner/lessons';
import { Plan, type Schedule, streamOf } from '../../src/runner/plan';

const first = (plan: Plan, count: number): Schedule[] => Array.from({ length: count }, (_, k) => plan.schedule(k));

describe('the plan', () => {
  it.each([
    ['host', 'warn', 'host'],
    ['await', 'warn', 'await'],
    ['auto', 'off', 'host'],
  ] as const)('model %s with latent %s: three fixed schedules, then the turns of one lane', (model, latent, lane) => {
    expect(first(new Plan({ model, latent, strategy: 'portfolio', search: false }), 6)).toEqual([
      { iteration: 0, lane: 'undisturbed', turn: 0, model: lane },
      { iteration: 1, lane: 'undisturbed', turn: 1, model: lane },
      { iteration: 2, lane: 'late', turn: 0, model: lane },
      { iteration: 3, lane, turn: 0, model: lane },
      { iteration: 4, lane, turn: 1, model: lane },
      { iteration: 5, lane, turn: 2, model: lane },
    ]);
  });

  it('model auto: every fourth schedule is of the model await, and both count their turns from 0', () => {
    const schedules = first(
      new Plan({ model: 'auto', latent: 'warn', strategy: 'portfolio', search: false }),
      12,
    ).slice(3);
    expect(schedules.map(({ lane, turn }) => `${lane} ${turn}`)).toEqual([
      'await 0',
      'host 0',
      'host 1',
      'host 2',
      'await 1',
      'host 3',
      'host 4',
      'host 5',
      'await 2',
    ]);
  });

  it.each(['auto', 'host', 'await'] as const)('model %s: turns without holes, and the way back', (model) => {
    const plan = new Plan({ model, latent: 'warn', strategy: 'portfolio', search: false });
    const turns = { host: 0, await: 0 };
    for (const { iteration, lane, turn } of first(plan, 400).slice(3)) {
      if (lane !== 'host' && lane !== 'await') throw new Error(`${lane} comes again`);
      expect(turn).toBe(turns[lane]++);
      expect(plan.iterationOf(lane, turn)).toBe(iteration);
    }
  });

  it.each(['auto', 'host', 'await'] as const)(
    'model %s with a search: turns without holes, and the way back',
    (model) => {
      const plan = new Plan({ model, latent: 'warn', strategy: 'portfolio', search: true });
      const turns: Record<string, number> = { host: 0, await: 0, 'host search': 0, 'await search': 0 };
      for (const { iteration, lane, turn } of first(plan, 80_000).slice(3)) {
        if (lane === 'undisturbed' || lane === 'late') throw new Error(`${lane} comes again`);
        expect(turn).toBe(turns[lane]);
        turns[lane] = turn + 1;
        expect(plan.iterationOf(lane, turn)).toBe(iteration);
      }
      expect(Object.entries(turns).filter(([lane, count]) => lane.endsWith('search') && count > 0)).toEqual(
        plan.models.map((one) => [`${one} search`, 7832]),
      );
    },
  );

  it('gives the fixed schedules the same random numbers, and every other its own', () => {
    expect([0, 1, 2, 3, 4, 5].map(streamOf)).toEqual([0, 0, 0, 3, 4, 5]);
  });
});

describe('lessons', () => {
  const turns = Array.from({ length: 10_000 }, (_, turn) => turn);

  it('are the first 64 turns, then sixteen at each doubling: a number that grows with the logarithm', () => {
    const lessons = turns.filter(isLesson);
    expect(lessons.slice(62, 100)).toEqual([
      ...Array.from({ length: 18 }, (_, i) => 62 + i),
      ...Array.from({ length: 16 }, (_, i) => 128 + i),
      ...Array.from({ length: 4 }, (_, i) => 256 + i),
    ]);
    expect(lessons.length).toBe(64 + 16 * 8);
  });

  it('with tracking are the first eight, then one at each doubling, not always of the same member of a portfolio', () => {
    const tracked = turns.filter(isTracked);
    expect(tracked).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 20, 37, 70, 135, 264, 521, 1034, 2059, 4108, 8205]);
    expect(tracked.every(isLesson)).toBe(true);
    expect(new Set(tracked.slice(8).map((turn) => turn % 4)).size).toBe(4);
  });
});
