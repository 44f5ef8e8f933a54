// What drives a strategy in the conformance suite: the engine, with real bodies, and the tests' simulator, with programs of its own.

import type { IterationStart, Strategy } from '../../../src';
import { isLesson, isTracked } from '../../../src/runner/lessons';
import { runtime } from '../../../src/runtime';
import { RandomSource } from '../../../src/strategies';
import { instrumentedSource } from '../../support/program';
import { noisyUpdate, overtaking } from '../programs';
import { runOnce, SiteHistory, siteNames } from '../simulator';

export interface Driver {
  readonly name: string;
  /** Runs up to so many schedules of one lane; the sites have other numbers where `shifted` says so. */
  explore(make: () => Strategy, schedules: number, shifted?: boolean): Promise<void>;
  /** Runs a program that has few schedules, until the strategy ends or this many have been run. */
  exhaust(make: () => Strategy, most: number): Promise<void>;
  /** Runs the schedule with this turn and, before it, those that its strategy says it remembers. */
  reproduce(make: () => Strategy, turn: number): Promise<void>;
}

const SOURCE = `(async (choose) => {
  const box = { a: 0, b: 0 };
  let counter = 0;
  const increment = async () => {
    await null;
    const seen = counter;
    await null;
    counter = seen + 1;
  };
  const mutter = async () => {
    await null;
    box.a++;
    if (choose(3) === 0) await null;
    box.b++;
  };
  await Promise.all([increment(), increment(), mutter(), new Promise((resolve) => setTimeout(resolve, 3))]);
})`;

/** The same source with a comment behind it is another file version, whose sites have numbers of their own. */
const body = (shifted: boolean) => {
  const run = instrumentedSource(shifted ? `${SOURCE} /* again */` : SOURCE, {
    file: 'conformance.js',
    environment: true,
  });
  return () => (run as (choose: (n: number) => number) => Promise<void>)(runtime.api.choose);
};
const smallBody = instrumentedSource(
  `(async () => {
    let n = 0;
    const add = async () => {
      await null;
      n++;
    };
    await Promise.all([add(), add()]);
  })`,
  { file: 'small.js', environment: true },
) as () => Promise<void>;
const plainBody = body(false);
const shiftedBody = body(true);

const FIXED = 3;
const options = { model: 'host', seed: 9, timeBudget: 0, mustExplore: false } as const;

export const engine: Driver = {
  name: 'the engine',
  async explore(strategy, schedules, shifted = false) {
    const { finding } = await runtime.api.explore(shifted ? shiftedBody : plainBody, {
      ...options,
      strategy,
      iterations: FIXED + schedules,
    });
    expect(finding).toBeNull();
  },
  async exhaust(strategy, most) {
    await runtime.api.explore(smallBody, { ...options, strategy, iterations: FIXED + most });
  },
  async reproduce(strategy, turn) {
    await runtime.api.tryIteration(plainBody, { ...options, strategy, iteration: FIXED + turn });
  },
};

const SHIFT = 1000;
const program = noisyUpdate(1, 2);

/** Runs the given turns of one lane in the simulator. */
function simulate(strategy: Strategy, turns: readonly number[], shift = 0, run = program): void {
  const history = new SiteHistory();
  const random = new RandomSource();
  for (const turn of turns) {
    const start: IterationStart = {
      iteration: turn,
      turn,
      model: 'host',
      random: random.reseed(9, turn),
      maxSteps: 1000,
      teaches: isLesson(turn),
      conflicts: history,
      sites: siteNames(shift),
    };
    if (strategy.begin(start) === false) return;
    runOnce(run, strategy, { history, maxSteps: 1000, lateness: true, shift, tracked: isTracked(turn) });
  }
}

export const simulator: Driver = {
  name: 'the simulator',
  async explore(make, schedules, shifted = false) {
    simulate(
      make(),
      Array.from({ length: schedules }, (_, turn) => turn),
      shifted ? SHIFT : 0,
    );
  },
  async exhaust(make, most) {
    simulate(
      make(),
      Array.from({ length: most }, (_, turn) => turn),
      0,
      overtaking(3),
    );
  },
  async reproduce(make, turn) {
    const strategy = make();
    const { memory = 'all' } = strategy;
    const before = Array.from({ length: turn }, (_, index) => index);
    const lessons = memory === 'none' ? [] : memory === 'lessons' ? before.filter(isLesson) : before;
    simulate(strategy, [...lessons, turn]);
  },
};
