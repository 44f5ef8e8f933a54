import { departuresOf, shrink, shrinkAsync } from '../../src/trace';
import { generateProgram, randomRun } from './toy/generate';
import { fewestByExhaustion, type Program, runToy, type ToyRun, toyTrace } from './toy/program';

const PROGRAMS = 800;
const TRIES = 60;
const MOST_SCHEDULES = 2000;

function firstFailing(program: Program, from: number): ToyRun | undefined {
  for (let number = from; number < from + TRIES; number++) {
    const run = randomRun(program, number);
    if (run.signature !== null) return run;
  }
}

/** Programs that fail under some random schedule and are small enough to try every schedule. */
function failingPrograms(): {
  seed: number;
  program: Program;
  run: ToyRun;
  fewest: Map<string, number>;
}[] {
  const found = [];
  for (let seed = 0; seed < PROGRAMS; seed++) {
    const program = generateProgram(seed);
    const run = firstFailing(program, seed * TRIES);
    if (run === undefined) continue;
    const fewest = fewestByExhaustion(program, MOST_SCHEDULES);
    if (fewest !== null) found.push({ seed, program, run, fewest });
  }
  return found;
}

const unlimited = { timeBudget: Number.POSITIVE_INFINITY };

describe('shrink, against every schedule of random toy programs', () => {
  const programs = failingPrograms();

  it('is tried on programs worth trying', () => {
    expect(programs.length).toBeGreaterThan(100);
    const fewest = programs.map(({ run, fewest }) => fewest.get(run.signature as string) as number);
    expect(fewest.filter((count) => count >= 2).length).toBeGreaterThan(60);
    expect(fewest.filter((count) => count >= 3).length).toBeGreaterThan(3);
    expect(programs.filter((one) => one.fewest.size > 1).length).toBeGreaterThan(10);
  });

  it('finds the fewest departures there are, and says so', () => {
    for (const { seed, program, run, fewest } of programs) {
      const result = shrink(toyTrace(run), (departures) => runToy(program, departures), unlimited);
      expect({ seed, to: result.to, fewest: result.fewest, reproduced: result.reproduced }).toEqual({
        seed,
        to: fewest.get(run.signature as string),
        fewest: true,
        reproduced: true,
      });
    }
  });

  it('never slips to another bug, and its result replays', () => {
    for (const { seed, program, run } of programs) {
      const result = shrink(toyTrace(run), (departures) => runToy(program, departures), unlimited);
      const replay = runToy(program, result.departures);
      expect({ seed, signature: replay.signature }).toEqual({ seed, signature: run.signature });
      expect(departuresOf(replay.decisions)).toEqual(result.departures);
      expect(result.decisions).toEqual(replay.decisions);
    }
  });

  it('names a critical pair that makes the difference', () => {
    let pairs = 0;
    for (const { seed, program, run } of programs) {
      const { critical, departures } = shrink(toyTrace(run), (one) => runToy(program, one), unlimited);
      if (critical === null) continue;
      pairs++;
      const swapped = new Map(departures);
      if (critical.kind === 'removal') {
        const choice = departures.get(critical.decision) as number;
        if (choice > 1) swapped.set(critical.decision, choice - 1);
        else swapped.delete(critical.decision);
        expect({ seed, same: runToy(program, swapped).signature === run.signature }).toEqual({ seed, same: false });
      } else {
        const options = runToy(program, swapped).decisions[critical.decision]?.options ?? 0;
        const choices = Array.from({ length: options - 1 }, (_, index) => index + 1);
        const passes = choices.some(
          (choice) => runToy(program, new Map(swapped).set(critical.decision, choice)).signature === null,
        );
        expect({ seed, passes }).toEqual({ seed, passes: true });
      }
      expect(`${critical.failing.site} ${critical.passing.site}`).toMatch(/task\d\.ts:\d+:1/);
    }
    expect(pairs).toBeGreaterThan(programs.length / 2);
  });

  it('ends in one schedule for one bug, whichever schedule it was found by', () => {
    for (const { seed, program, run } of programs.slice(0, 60)) {
      const results = [10, 11, 12, 13, 14, 15]
        .map((number) => randomRun(program, seed * 100 + number))
        .filter((other) => other.signature === run.signature)
        .map((other) => shrink(toyTrace(other), (one) => runToy(program, one), unlimited));
      expect(new Set(results.map((result) => JSON.stringify([...result.departures]))).size).toBeLessThanOrEqual(1);
    }
  });
});

describe('shrink', () => {
  const lostUpdate: Program = {
    tasks: [
      [{ do: 'await' }, { do: 'read', variable: 'x' }, { do: 'await' }, { do: 'increment', variable: 'x' }],
      [{ do: 'await' }, { do: 'read', variable: 'x' }, { do: 'increment', variable: 'x' }],
    ],
    strikes: 1,
    forbiddenStage: 0,
    expected: { x: 2 },
  };
  const correct: Program = { tasks: [[{ do: 'await' }]], strikes: 1, forbiddenStage: 0, expected: {} };
  const long: Program = {
    tasks: [...lostUpdate.tasks, Array.from({ length: 40 }, () => ({ do: 'await' as const }))],
    strikes: 1,
    forbiddenStage: 0,
    expected: { x: 2 },
  };
  const failing = (program = lostUpdate) => {
    for (let seed = 0; ; seed++) {
      const run = randomRun(program, seed);
      if (run.signature !== null) return run;
    }
  };

  it('refuses a trace without a failure', () => {
    expect(() => shrink(toyTrace(runToy(correct, new Map())), () => runToy(correct, new Map()))).toThrow(
      'Only a trace with a failure can be shrunk',
    );
  });

  it('says when the given schedule does not fail again, and changes nothing', () => {
    const run = failing();
    const result = shrink(toyTrace(run), () => ({ signature: null, decisions: [] }));
    expect(result).toMatchObject({ reproduced: false, fewest: false, critical: null, attempts: 1, to: result.from });
    expect(result.departures).toEqual(departuresOf(run.decisions));
  });

  it('takes another failure of the same schedule for no reproduction', () => {
    const run = failing();
    const result = shrink(toyTrace(run), (departures) => ({ ...runToy(lostUpdate, departures), signature: 'another' }));
    expect(result.reproduced).toBe(false);
  });

  it('keeps within the number of runs', () => {
    for (const maxAttempts of [1, 2, 5, 9]) {
      let runs = 0;
      const result = shrink(
        toyTrace(failing()),
        (departures) => {
          runs++;
          return runToy(lostUpdate, departures);
        },
        { maxAttempts },
      );
      expect(runs).toBeLessThanOrEqual(maxAttempts);
      expect(result.attempts).toBe(runs);
      expect(runToy(lostUpdate, result.departures).signature).toBe('error | x is wrong');
    }
  });

  it('keeps within the time, and still returns the best schedule so far', () => {
    let time = 0;
    const result = shrink(
      toyTrace(failing(long)),
      (departures) => {
        time += 10;
        return runToy(long, departures);
      },
      { timeBudget: 25, now: () => time },
    );
    expect(result.attempts).toBeLessThanOrEqual(5);
    expect(result.reproduced).toBe(true);
    expect(result.fewest).toBe(false);
  });

  it('leaves time for the critical pair', () => {
    let time = 0;
    const long: Program = {
      tasks: [...lostUpdate.tasks, Array.from({ length: 40 }, () => ({ do: 'await' as const }))],
      strikes: 1,
      forbiddenStage: 0,
      expected: { x: 2 },
    };
    let run = randomRun(long, 0);
    for (let seed = 1; run.signature === null; seed++) run = randomRun(long, seed);
    const result = shrink(
      toyTrace(run),
      (departures) => {
        time += 1;
        return runToy(long, departures);
      },
      { timeBudget: 100, now: () => time },
    );
    expect(result.critical).not.toBeNull();
  });

  it('does the same with asynchronous runs', async () => {
    const trace = toyTrace(failing());
    const asynchronous = await shrinkAsync(trace, async (departures) => runToy(lostUpdate, departures), unlimited);
    expect(asynchronous).toEqual(shrink(trace, (departures) => runToy(lostUpdate, departures), unlimited));
  });
});
