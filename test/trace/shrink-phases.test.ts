import { type Departures, type RerunResult, shrink } from '../../src/trace';

/** A run of `length` decisions with two options each, which fails by rule. */
function yesNoRun(length: number, fails: (taken: ReadonlySet<number>) => boolean) {
  return (departures: Departures): RerunResult => {
    const decisions = Array.from({ length }, (_, index) => ({
      kind: 'pick' as const,
      options: 2,
      choice: departures.get(index) === 1 ? 1 : 0,
      site: `a.ts:${index}:1`,
    }));
    const taken = new Set(decisions.flatMap((decision, index) => (decision.choice === 1 ? [index] : [])));
    return { signature: fails(taken) ? 'the bug' : null, decisions };
  };
}

function traceOf(run: (departures: Departures) => RerunResult, taken: Iterable<number>) {
  const { decisions } = run(new Map([...taken].map((decision) => [decision, 1])));
  const failure = {
    kind: 'error',
    name: '',
    message: '',
    stack: '',
    task: '',
    site: '',
    waiting: [],
    signature: 'the bug',
  };
  return { failure, decisions, events: [] } as unknown as Parameters<typeof shrink>[0];
}

const range = (length: number) => Array.from({ length }, (_, index) => index);

describe('the phases of shrinking', () => {
  it('delta debugging finds the needed departures among many, in few runs', () => {
    const needed = [3, 40, 77, 120, 198, 255];
    const run = yesNoRun(300, (taken) => needed.every((decision) => taken.has(decision)));
    const result = shrink(traceOf(run, range(300)), run, { maxAttempts: 200 });
    expect([...result.departures.keys()]).toEqual(needed);
    expect(result.attempts).toBeLessThan(200);
    expect(result.fewest).toBe(false);
  });

  it('what comes behind the failure costs about log2(n) runs', () => {
    const run = yesNoRun(2000, (taken) => taken.has(2));
    const result = shrink(traceOf(run, range(2000)), run, { maxAttempts: 40 });
    expect([...result.departures.keys()]).toEqual([2]);
  });

  it('a departure further on is found again when leaving one out moves it', () => {
    // Taking decision 0 adds a decision in front of the rest; the failure needs what is then decision 6.
    const run = (departures: Departures): RerunResult => {
      const adds = departures.get(0) === 1 ? 1 : 0;
      const { decisions } = yesNoRun(2000 + adds, () => false)(departures);
      return {
        signature: [5, 9].every((needed) => decisions[needed + adds]?.choice === 1) ? 'the bug' : null,
        decisions,
      };
    };
    const result = shrink(traceOf(run, [0, 6, 10]), run, { maxAttempts: 60 });
    expect([...result.departures.keys()]).toEqual([5, 9]);
  });

  it('the exhaustive search finds a way with fewer departures that is no part of the given one', () => {
    const run = yesNoRun(
      30,
      (taken) => [1, 2, 3].every((one) => taken.has(one)) || [10, 20].every((one) => taken.has(one)),
    );
    const result = shrink(traceOf(run, [1, 2, 3]), run, { timeBudget: Number.POSITIVE_INFINITY });
    expect([...result.departures.keys()]).toEqual([10, 20]);
    expect(result.fewest).toBe(true);
  });

  it('among equally few departures the earliest is taken', () => {
    const run = yesNoRun(30, (taken) => taken.has(25) || taken.has(7));
    expect([...shrink(traceOf(run, [25]), run).departures.keys()]).toEqual([7]);
  });

  it('a shorter run is preferred to an earlier departure', () => {
    const run = (departures: Departures): RerunResult => {
      const result = yesNoRun(departures.has(9) ? 10 : 20, (taken) => taken.size === 1)(departures);
      return result;
    };
    expect([...shrink(traceOf(run, [3]), run).departures.keys()]).toEqual([9]);
  });

  it('choices are lowered where a lower one fails too', () => {
    for (const [given, needed] of [
      [8, 3],
      [4_000_000_000, 90_000],
    ] as const) {
      const run = (departures: Departures): RerunResult => {
        const choice = departures.get(0) ?? 0;
        const padding = yesNoRun(3000, () => false)(new Map()).decisions;
        return {
          signature: choice >= needed ? 'the bug' : null,
          decisions: [{ kind: 'choose', options: 2 ** 32, choice }, ...padding],
        };
      };
      const trace = { ...traceOf(run, []), decisions: run(new Map([[0, given]])).decisions } as Parameters<
        typeof shrink
      >[0];
      const result = shrink(trace, run, { maxAttempts: 600 });
      expect(result.departures.get(0)).toBeGreaterThanOrEqual(needed);
      expect(result.departures.get(0)).toBeLessThanOrEqual((needed * 8) / 7);
      expect(result.critical).toMatchObject({ kind: 'removal', decision: 0 });
    }
  });

  it('data choices with very many values are not all tried, and the proof is withheld', () => {
    const run = (departures: Departures): RerunResult => {
      const [value, a, b] = [0, 1, 2].map((index) => departures.get(index) ?? 0) as [number, number, number];
      const decisions = [
        { kind: 'choose' as const, options: 2 ** 32, choice: value },
        { kind: 'pick' as const, options: 2, choice: a },
        { kind: 'pick' as const, options: 2, choice: b },
      ];
      return { signature: a === 1 && b === 1 ? 'the bug' : null, decisions };
    };
    const trace = {
      ...traceOf(run, []),
      decisions: run(
        new Map([
          [0, 123456],
          [1, 1],
          [2, 1],
        ]),
      ).decisions,
    } as Parameters<typeof shrink>[0];
    const result = shrink(trace, run, { maxAttempts: 500 });
    expect([...result.departures]).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect(result.fewest).toBe(false);
  });

  it('native completions have no number and are no departures', () => {
    const run = (departures: Departures): RerunResult => ({
      signature: departures.get(0) === 1 ? 'the bug' : null,
      decisions: [
        { kind: 'native', options: 3, choice: 2 },
        { kind: 'pick', options: 2, choice: departures.get(0) ?? 0 },
      ],
    });
    const trace = { ...traceOf(run, []), decisions: run(new Map([[0, 1]])).decisions } as Parameters<typeof shrink>[0];
    const result = shrink(trace, run);
    expect(result).toMatchObject({ from: 1, to: 1, fewest: true, critical: { decision: 0, decided: 'pick' } });
    expect([...result.departures]).toEqual([[0, 1]]);
  });

  it('the critical pair is the last departure without which the run passes', () => {
    const run = yesNoRun(10, (taken) => taken.has(2) && taken.has(6));
    const { critical } = shrink(traceOf(run, [2, 6]), run);
    expect(critical).toEqual({
      kind: 'removal',
      decision: 6,
      decided: 'pick',
      failing: { task: '', site: 'a.ts:6:1', operation: '' },
      passing: { task: '', site: 'a.ts:6:1', operation: '' },
    });
  });

  it('where the default schedule fails, the critical pair is a departure that repairs it', () => {
    const run = yesNoRun(10, (taken) => !taken.has(4));
    expect(shrink(traceOf(run, [1]), run)).toMatchObject({
      to: 0,
      fewest: true,
      critical: { kind: 'repair', decision: 4, decided: 'pick' },
    });
  });

  it('where every schedule fails there is no critical pair', () => {
    const run = yesNoRun(10, () => true);
    expect(shrink(traceOf(run, [1, 5]), run)).toMatchObject({ to: 0, fewest: true, critical: null });
  });

  it('a search that uses up its time leaves some for the critical pair', () => {
    let time = 0;
    const fails = yesNoRun(50, (taken) => [10, 20, 30].every((one) => taken.has(one)));
    const run = (departures: Departures) => {
      time++;
      return fails(departures);
    };
    const result = shrink(traceOf(fails, [10, 20, 30]), run, { timeBudget: 1000, now: () => time });
    expect(result.attempts).toBeGreaterThan(700);
    expect(result.fewest).toBe(false);
    expect(result.critical).toMatchObject({ decision: 30 });
  });

  it('a search that cannot end in time is not begun', () => {
    let time = 0;
    const fails = yesNoRun(500, (taken) => [10, 20, 30].every((one) => taken.has(one)));
    const run = (departures: Departures) => {
      time++;
      return fails(departures);
    };
    const result = shrink(traceOf(fails, [10, 20, 30]), run, { timeBudget: 5000, now: () => time });
    expect(result.attempts).toBeLessThan(700);
  });
});
