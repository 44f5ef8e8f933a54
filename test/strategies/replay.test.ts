// Strict, prefix and nearest replay, and schedules as departures, over recorded schedules of the simulator.

import {
  DefaultSchedule,
  DepartureSchedule,
  Divergence,
  NearestReplay,
  PrefixReplay,
  RandomWalk,
  type Strategy,
  StrictReplay,
} from '../../src/strategies';
import type { TraceDecision } from '../../src/trace/trace';
import { askLate, iterationStart, pendingOperation } from './pending';
import { accounts, noisyUpdate } from './programs';
import { base, describeSite, Recorder } from './recorder';
import { type Program, runOnce } from './simulator';

const run = (program: Program, strategy: Strategy, iteration = 5) => {
  strategy.begin(iterationStart(iteration));
  return runOnce(program, strategy, { lateness: true });
};

const record = (program: Program, iteration: number) => {
  const recorder = new Recorder(new RandomWalk());
  const { order } = run(program, recorder, iteration);
  return { order, decisions: recorder.decisions };
};

/** What a call throws; fails if it throws nothing or something else than a Divergence. */
function divergenceOf(call: () => unknown): Divergence {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(Divergence);
    return error as Divergence;
  }
  throw new Error('no divergence');
}

const PICK: TraceDecision = { ...base('pick', 2, 1), task: '0.2', site: 'src/program.ts:7:0', operation: 'timer' };
const enabled = () => [pendingOperation(1, 5), pendingOperation(2, 7, 'timer')];

describe('strict replay', () => {
  const strict = (...decisions: TraceDecision[]) => {
    const replay = new StrictReplay(decisions, describeSite);
    replay.begin();
    return replay;
  };

  test('runs the same schedule again, twice', () => {
    for (let iteration = 0; iteration < 20; iteration++) {
      const { order, decisions } = record(accounts(3, 2), iteration);
      const replay = new StrictReplay(decisions, describeSite);
      expect(run(accounts(3, 2), replay).order).toEqual(order);
      expect(run(accounts(3, 2), replay).order).toEqual(order);
      expect(replay.divergence).toBeNull();
    }
  });

  test('takes recorded picks, late operations and data choices', () => {
    const replay = strict(PICK, { ...base('late', 2, 1), site: 'src/program.ts:3:0' }, base('choose', 5, 4));
    expect([replay.pick(enabled()), askLate(replay, 3), replay.choose(5)]).toEqual([1, true, 4]);
  });

  test('leaves native completions to the engine', () => {
    const replay = strict(
      base('native', 1, 0),
      base('choose', 2, 1),
      base('native', 1, 0),
      base('choose', 2, 1),
      base('native', 1, 0),
    );
    expect([replay.choose(2), replay.choose(2)]).toEqual([1, 1]);
    expect(() => replay.end()).not.toThrow();
  });

  test.each<[string, Partial<TraceDecision>]>([
    ['another task', { task: '0.1' }],
    ['another site', { site: 'src/program.ts:5:0' }],
    ['another kind of operation', { operation: 'await' }],
    ['another number of options', { options: 3 }],
    ['another kind of decision', { kind: 'choose' }],
    ['another place', { choice: 0 }],
    ['a place that there is not', { choice: 2 }],
  ])('diverges where the trace has %s', (_what, difference) => {
    const replay = strict({ ...PICK, ...difference });
    const divergence = divergenceOf(() => replay.pick(enabled()));
    expect(divergence.step).toBe(0);
    expect(divergence.actual).toBe(
      'a choice among 2 operations: await of task 0.1 at src/program.ts:5:0; timer of task 0.2 at src/program.ts:7:0',
    );
  });

  test('diverges at another site of a late operation and at another range of a data choice', () => {
    const late = { ...base('late', 2, 1), site: 'src/program.ts:3:0' };
    expect(divergenceOf(() => askLate(strict(late), 4)).actual).toBe(
      'an operation at src/program.ts:4:0 that may be late',
    );
    expect(divergenceOf(() => strict(base('choose', 5, 4)).choose(6)).expected).toBe('a choice of 4 among 5 values');
    expect(divergenceOf(() => strict(base('choose', 5, 5)).choose(5)).step).toBe(0);
  });

  test('says at which decision, what was expected and what there was, and what to do', () => {
    const replay = strict(base('choose', 2, 0), base('native', 1, 0), PICK);
    replay.choose(2);
    expect(divergenceOf(() => askLate(replay, 3)).message).toBe(
      'Replay diverged at decision 3: the trace has timer of task 0.2 at src/program.ts:7:0 chosen among 2 operations (number 1), ' +
        'but there was an operation at src/program.ts:3:0 that may be late. Either the code or its input changed since the trace was ' +
        'recorded, or something in the test is not under control (state kept from an earlier iteration, real I/O, real time). ' +
        'A replay in mode `nearest` follows the trace as far as it can.',
    );
  });

  test('a trace that ends before the iteration does is a divergence', () => {
    const divergence = divergenceOf(() => strict().choose(2));
    expect([divergence.step, divergence.expected, divergence.actual]).toEqual([
      0,
      'no further decision',
      'a choice among 2 values',
    ]);
  });

  test('an iteration that ends before the trace does is a divergence', () => {
    const replay = strict(base('choose', 2, 0), base('choose', 2, 1));
    replay.choose(2);
    const divergence = divergenceOf(() => replay.end());
    expect([divergence.step, divergence.actual]).toEqual([1, 'the end of the iteration']);
  });

  test('keeps the first divergence, which user code may have caught, until the next iteration begins', () => {
    const replay = strict(base('choose', 2, 0));
    const first = divergenceOf(() => askLate(replay, 1));
    expect(divergenceOf(() => replay.choose(2))).toBe(first);
    expect(replay.divergence).toBe(first);
    expect(divergenceOf(() => replay.end())).toBe(first);
    replay.begin();
    expect(replay.divergence).toBeNull();
    expect(replay.choose(2)).toBe(0);
  });
});

describe('prefix replay', () => {
  test('follows the trace and goes on at random, differently in each iteration', () => {
    const { decisions } = record(accounts(3, 2), 1);
    const kept = decisions.slice(0, 8);
    const continuations = new Set<string>();
    for (let iteration = 0; iteration < 20; iteration++) {
      const prefix = new PrefixReplay(kept, describeSite);
      const recorder = new Recorder(prefix);
      run(accounts(3, 2), recorder, iteration);
      expect(recorder.decisions.slice(0, 8)).toEqual(kept);
      expect(prefix.followed).toBe(8);
      continuations.add(recorder.decisions.map((decision) => decision.choice).join(''));
    }
    expect(continuations.size).toBeGreaterThan(10);
  });

  test('goes on at random from the first decision that does not fit', () => {
    const prefix = new PrefixReplay([base('choose', 2, 1), base('choose', 3, 2), base('choose', 2, 1)], describeSite);
    prefix.begin(iterationStart(0));
    expect(prefix.choose(2)).toBe(1);
    prefix.choose(7);
    // The third recorded decision would fit again, but the program is elsewhere: 30 times 1 by chance has 10^-9.
    expect(new Set(Array.from({ length: 30 }, () => prefix.choose(2)))).toEqual(new Set([0, 1]));
    expect(prefix.followed).toBe(1);
  });
});

describe('nearest replay', () => {
  const nearest = (...decisions: TraceDecision[]) => {
    const replay = new NearestReplay(decisions, describeSite);
    replay.begin();
    return replay;
  };

  test('runs the same schedule where nothing has changed', () => {
    for (let iteration = 0; iteration < 20; iteration++) {
      const { order, decisions } = record(accounts(3, 2), iteration);
      const replay = new NearestReplay(decisions, describeSite);
      expect(run(accounts(3, 2), replay).order).toEqual(order);
      expect([replay.followed, replay.defaulted]).toEqual([decisions.length, 0]);
    }
  });

  test('finds the operation by task, site and kind, wherever it is now', () => {
    expect(
      nearest(PICK).pick([pendingOperation(2, 7, 'timer'), pendingOperation(2, 7), pendingOperation(1, 7, 'timer')]),
    ).toBe(0);
    expect(nearest(PICK).pick([pendingOperation(2, 7), pendingOperation(3), pendingOperation(2, 7, 'timer')])).toBe(2);
  });

  test('takes the recorded place among operations that look the same', () => {
    const same = [pendingOperation(2, 7, 'timer'), pendingOperation(2, 7, 'timer'), pendingOperation(2, 7, 'timer')];
    expect(nearest(PICK).pick(same)).toBe(1);
  });

  test('skips recorded decisions that fit nothing', () => {
    const replay = nearest({ ...PICK, task: '0.9' }, base('choose', 3, 2), PICK);
    expect(replay.pick(enabled())).toBe(1);
    expect([replay.followed, replay.defaulted]).toEqual([1, 0]);
  });

  test('does not go back to what it has skipped', () => {
    const replay = nearest(base('choose', 3, 1), PICK, base('choose', 3, 2));
    expect([replay.pick(enabled()), replay.choose(3)]).toEqual([1, 2]);
  });

  test('takes late or at once from the record of that site', () => {
    const late = { ...base('late', 2, 1), site: 'src/program.ts:3:0' };
    expect(askLate(nearest(late), 4)).toBe(false);
    expect(askLate(nearest(late), 3)).toBe(true);
  });

  test('takes the default where the trace knows nothing, and stays where it is', () => {
    const replay = nearest(PICK);
    expect([askLate(replay, 9), replay.choose(4), replay.pick([pendingOperation(5), pendingOperation(6)])]).toEqual([
      false,
      0,
      0,
    ]);
    expect(replay.pick(enabled())).toBe(1);
    expect([replay.followed, replay.defaulted]).toEqual([1, 3]);
  });

  test('does not skip farther than 32 decisions for one that fits', () => {
    const unfit = (count: number) => Array.from({ length: count }, () => base('choose', 3, 1));
    expect(nearest(...unfit(31), PICK).pick(enabled())).toBe(1);
    expect(nearest(...unfit(32), PICK).pick(enabled())).toBe(0);
  });

  test('survives a step added to and a step removed from the program', () => {
    const { order, decisions } = record(noisyUpdate(1, 3), 3);
    const replay = new NearestReplay(decisions, describeSite);
    for (const noise of [2, 4]) {
      run(noisyUpdate(1, noise), replay);
      expect(replay.followed).toBeGreaterThan(decisions.length / 2);
    }
    expect(run(noisyUpdate(1, 3), replay).order).toEqual(order);
  });
});

describe('a schedule of departures', () => {
  const departuresOf = (decisions: readonly TraceDecision[]) =>
    new Map(decisions.flatMap(({ choice }, index) => (choice === 0 ? [] : [[index, choice] as const])));

  test('is the recorded schedule if it has all departures', () => {
    for (let iteration = 0; iteration < 20; iteration++) {
      const { order, decisions } = record(accounts(3, 2), iteration);
      expect(run(accounts(3, 2), new DepartureSchedule(departuresOf(decisions))).order).toEqual(order);
    }
  });

  test('is the undisturbed schedule if it has none', () => {
    const recorder = new Recorder(new DepartureSchedule(new Map()));
    const { order } = run(accounts(3, 1), recorder);
    expect(recorder.decisions.every((decision) => decision.choice === 0)).toBe(true);
    expect(run(accounts(3, 1), new DefaultSchedule()).order).toEqual(order);
    expect(order.join('')).toBe('012012012012');
  });

  test('numbers the decisions as they are asked, from 0 in every iteration', () => {
    const schedule = new DepartureSchedule(
      new Map([
        [0, 1],
        [2, 3],
        [3, 1],
      ]),
    );
    for (let iteration = 0; iteration < 2; iteration++) {
      schedule.begin();
      expect([
        schedule.pick(enabled()),
        schedule.choose(5),
        schedule.choose(5),
        askLate(schedule, 1),
        askLate(schedule, 1),
      ]).toEqual([1, 0, 3, true, false]);
    }
  });

  test('takes 0 where there are too few options', () => {
    const schedule = new DepartureSchedule(new Map([[0, 2]]));
    schedule.begin();
    expect(schedule.pick(enabled())).toBe(0);
  });

  test('does not spin for ever in one step where a loop awaits what completes at once', () => {
    const schedule = new DepartureSchedule(new Map());
    schedule.begin();
    let asked = 0;
    while (!askLate(schedule, 1) && asked < 1_000_000) asked++;
    expect(asked).toBe(100_000);
    schedule.pick(enabled());
    expect(askLate(schedule, 1)).toBe(false);
  });
});
