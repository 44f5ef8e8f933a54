// Strategies as users would write them, on the public contract alone: they fit it, and they end by themselves.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExploreResult, Strategy } from '../../../src';
import { runtime } from '../../../src/runtime';
import { RandomWalk } from '../../../src/strategies';
import { instrumented } from '../../support/program';
import { reorder, twostage } from '../programs';
import { meanSchedules } from '../simulator';
import { Classes } from './classes';
import { DepthFirst } from './depth-first';
import { SelectivelyUniform } from './selectively-uniform';
import { SourceDpor } from './source-dpor';

const { explore, pause, choose } = runtime.api;
// Reorder_3 has 24,136 schedules, each with footprints.
jest.setTimeout(240_000);

const FIXED = 3;
const environment = { environment: true };

/**
 * A body whose tasks say what came out of them, each for itself: what runs behind all of them touches nothing, since it belongs to the
 * step of whichever is last.
 */
type Body = (note: (outcome: string) => void) => Promise<void>;

interface Explored {
  readonly result: ExploreResult;
  /** Schedules of the strategy itself, those included that it gave up. */
  readonly schedules: number;
  /** What came out of whole schedules. */
  readonly outcomes: string[];
}

async function exploreWith(strategy: Strategy, body: Body): Promise<Explored> {
  const outcomes = new Set<string>();
  const result = await explore(
    async () => {
      const notes: string[] = [];
      await body((outcome) => notes.push(outcome));
      outcomes.add(notes.sort().join('; '));
    },
    { strategy, model: 'host', seed: 1, iterations: 50_000, timeBudget: 0, mustExplore: false },
  );
  expect(result.finding).toBeNull();
  return { result, schedules: result.schedules - FIXED, outcomes: [...outcomes].sort() };
}

const settersAndChecker = (setters: number): Body => {
  const run = instrumented(async (note: (outcome: string) => void, tasks: number) => {
    let a = 0;
    let b = 0;
    a = b;
    b = a;
    const set = async () => {
      await null;
      a = 1;
      await null;
      b = -1;
    };
    const check = async () => {
      await null;
      const first = a;
      await null;
      note(`${first} ${b}`);
    };
    await Promise.all([...Array.from({ length: tasks }, set), check()]);
  }, environment);
  return (note) => run(note, setters);
};

const lostUpdate: Body = instrumented(async (note: (outcome: string) => void) => {
  let balance = 0;
  const deposit = async (amount: number) => {
    await null;
    const before = balance;
    await null;
    balance = before + amount;
    note(`${amount}: ${before}`);
  };
  await Promise.all([deposit(1), deposit(2)]);
}, environment);

const twoStages: Body = instrumented(async (note: (outcome: string) => void) => {
  let first = 0;
  let second = 0;
  const writer = async () => {
    await null;
    first = 1;
    await null;
    second = first + 1;
  };
  const reader = async () => {
    await null;
    const one = first;
    if (one === 0) return;
    await null;
    note(`${one} ${second}`);
  };
  await Promise.all([writer(), reader()]);
}, environment);

const apart: Body = instrumented(async (note: (outcome: string) => void) => {
  const box = { a: 0, b: 0, c: 0 };
  const work = async (key: 'a' | 'b' | 'c') => {
    await null;
    box[key]++;
    await null;
    note(`${key} ${++box[key]}`);
  };
  await Promise.all([work('a'), work('b')]);
}, environment);

/** Three tasks, each of which shares one variable with each of the others. */
const contended: Body = instrumented(async (note: (outcome: string) => void) => {
  const box = { x: 0, y: 0, z: 0 };
  box.x = box.y = box.z = 1;
  const work = async (one: 'x' | 'y' | 'z', two: 'x' | 'y' | 'z') => {
    await null;
    box[one]++;
    box[two]++;
    note(`${one}${two}: ${box[one]} ${box[two]}`);
  };
  await Promise.all([work('x', 'y'), work('y', 'z'), work('z', 'x')]);
}, environment);

describe('depth-first', () => {
  const pauses = instrumented(async (wait: () => Promise<void>, count: number) => {
    await Promise.all(Array.from({ length: count }, () => wait()));
  });
  const drawing = instrumented(async (draw: (n: number) => number, wait: () => Promise<void>) => {
    if (draw(3) === 1) draw(4);
    await Promise.all([wait(), wait()]);
  });

  // Each of n operations is late or not, and those that are late end in any order: the sum of n!/k! for k from 0 to n.
  it.each([
    [1, 2],
    [2, 5],
    [3, 16],
    [4, 65],
    [5, 326],
  ])('%i operations have %i schedules, and no more are run', async (count, expected) => {
    const { result, schedules } = await exploreWith(new DepthFirst(), () => pauses(pause, count));
    expect(schedules).toBe(expected);
    expect(result).toMatchObject({ exhausted: true, passed: true, abandoned: 0 });
    // The fixed schedules, undisturbed and all late, are among them.
    expect(result.distinct).toBe(expected);
  });

  it('values multiply: (1 + 4 + 1) · 5', async () => {
    expect((await exploreWith(new DepthFirst(), () => drawing(choose, pause))).schedules).toBe(30);
  });

  it('explores both models of auto, each to its end', async () => {
    const { schedules, exhausted, finding } = await explore(() => pauses(pause, 3), {
      strategy: () => new DepthFirst(),
      iterations: 50_000,
      timeBudget: 0,
    });
    expect({ exhausted, finding }).toEqual({ exhausted: true, finding: null });
    // Of the model await each has two choices more: whether the body's own await of Promise.all is slow, which is alone by then.
    expect(schedules).toBe(FIXED + 16 + 2 * 16);
  });
});

describe('source-DPOR', () => {
  // Where the choices within a step (late or at once) differ in what they touch, a few classes are explored twice.
  it.each<[name: string, body: Body, all: number, reduced: number, classes: number]>([
    ['lost update', lostUpdate, 245, 132, 124],
    ['reorder_2', settersAndChecker(1), 245, 132, 116],
    ['reorder_3', settersAndChecker(2), 24_136, 4400, 2960],
    ['two stages', twoStages, 171, 92, 84],
    ['nothing shared', apart, 245, 64, 64],
    ['each with each', contended, 550, 128, 128],
  ])('%s: explores every class of schedules, and ends', async (_name, body, all, reduced, classes) => {
    const every = new Classes(new DepthFirst());
    const some = new Classes(new SourceDpor());
    const [full, less] = [await exploreWith(every, body), await exploreWith(some, body)];
    expect([full.result.exhausted, less.result.exhausted]).toEqual([true, true]);
    expect(less.outcomes).toEqual(full.outcomes);
    expect(some.found).toEqual(every.found);
    expect([full.schedules, less.schedules, every.found.size]).toEqual([all, reduced, classes]);
  });
});

describe('SURW', () => {
  it.each([reorder(9), twostage(10, 10)])(
    '$name: finds in tens of schedules what a random walk does not find in hundreds',
    (program) => {
      const options = { trials: 5, cap: 300, history: true };
      expect(meanSchedules(program, () => new RandomWalk(), options).found).toBe(0);
      const { found, mean } = meanSchedules(program, () => new SelectivelyUniform(), options);
      expect(found).toBe(5);
      expect(mean).toBeLessThan(50);
    },
  );

  it('ends by itself after as many schedules as it was given', async () => {
    const { result, schedules, outcomes } = await exploreWith(new SelectivelyUniform(200), settersAndChecker(1));
    expect(schedules).toBe(200);
    expect(result.exhausted).toBe(true);
    expect(outcomes).toEqual((await exploreWith(new DepthFirst(), settersAndChecker(1))).outcomes);
  });
});

it.each([
  ['depth-first', 80],
  ['selectively-uniform', 120],
  ['source-dpor', 300],
])('%s has at most %i lines and imports nothing but lockstep', (name, most) => {
  const source = readFileSync(join(__dirname, `${name}.ts`), 'utf8');
  expect(source.split('\n').length).toBeLessThanOrEqual(most);
  expect([...source.matchAll(/from '([^']+)'/g)].map(([, from]) => from)).toEqual(['../../../src']);
});
