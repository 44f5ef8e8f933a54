// Programs made at random on timers, immediates, ticks and microtasks: the undisturbed schedule has the order of Node.

import { type LoggingProgram, logInside, logOutside } from '../../support/order';
import { instrumentedSource } from '../../support/program';
import { randomTimers } from '../../support/random-timers';

const PROGRAMS = 120;
const BATCH = 20;
/** A busy machine disturbs the order of native timers, each time in another way: so many runs to have one that it left alone. */
const MOST_RUNS = 25;

/** What `program` logs natively: `expected` if a run logs that, else what most runs log. */
async function nativeLog(program: LoggingProgram, expected: string): Promise<string> {
  const counts = new Map<string, number>();
  for (let runs = 1; runs <= MOST_RUNS; runs++) {
    const log = (await logOutside(program)).join();
    if (log === expected) return log;
    counts.set(log, (counts.get(log) ?? 0) + 1);
  }
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

describe.each(Array.from({ length: PROGRAMS / BATCH }, (_, i) => i * BATCH))('programs from seed %i on', (first) => {
  const sources = Array.from({ length: BATCH }, (_, i) => randomTimers(first + i));

  it('log what they log natively', async () => {
    const inside: string[] = [];
    for (const source of sources) inside.push((await logInside(instrumentedSource(source) as LoggingProgram)).join());
    // At the same time, since they only wait.
    const natively = sources.map((source, i) =>
      nativeLog(new Function(`return ${source}`)() as LoggingProgram, inside[i] as string),
    );
    expect(inside).toEqual(await Promise.all(natively));
  }, 60_000);
});
