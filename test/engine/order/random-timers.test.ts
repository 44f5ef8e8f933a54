// Programs made at random on timers, immediates, ticks and microtasks: the undisturbed schedule has the order of Node.

import { type LoggingProgram, logInside, logOutside } from '../../support/order';
import { instrumentedSource } from '../../support/program';
import { randomTimers } from '../../support/random-timers';

const PROGRAMS = 120;
const BATCH = 20;
/** A busy machine disturbs the order of native timers. What most runs log is the order of an undisturbed loop. */
const MOST_RUNS = 15;

/** What `program` logs natively in most runs; after a few, if that is `expected`. */
async function usualLog(program: LoggingProgram, expected: string): Promise<string> {
  const counts = new Map<string, number>();
  for (let runs = 1; runs <= MOST_RUNS; runs++) {
    const log = (await logOutside(program)).join();
    counts.set(log, (counts.get(log) ?? 0) + 1);
    if (2 * (counts.get(expected) ?? 0) > runs) break;
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
      usualLog(new Function(`return ${source}`)() as LoggingProgram, inside[i] as string),
    );
    expect(inside).toEqual(await Promise.all(natively));
  }, 60_000);
});
