// Programs made at random on timers, immediates, ticks and microtasks: the undisturbed schedule has the order of Node.

import { type LoggingProgram, logInside, logOutside } from '../../support/order';
import { instrumentedSource } from '../../support/program';
import { randomTimers } from '../../support/random-timers';

const PROGRAMS = 120;
const BATCH = 20;
/** A busy machine disturbs the order of native timers, each time in another way: so many runs to have one that it left alone. */
const MOST_RUNS = 40;

const nativeLog = async (program: LoggingProgram) => (await logOutside(program)).join();

/** What programs log natively: what is expected if a run logs that, else what the last run logged. */
async function nativeLogs(programs: readonly LoggingProgram[], expected: readonly string[]): Promise<string[]> {
  // At the same time first, since they only wait. Those that disturb each other have the loop for themselves then.
  const logs = await Promise.all(programs.map(nativeLog));
  for (const [i, program] of programs.entries())
    for (let runs = 1; runs < MOST_RUNS && logs[i] !== expected[i]; runs++) logs[i] = await nativeLog(program);
  return logs;
}

describe.each(Array.from({ length: PROGRAMS / BATCH }, (_, i) => i * BATCH))('programs from seed %i on', (first) => {
  const sources = Array.from({ length: BATCH }, (_, i) => randomTimers(first + i));

  it('log what they log natively', async () => {
    const inside: string[] = [];
    for (const source of sources) inside.push((await logInside(instrumentedSource(source) as LoggingProgram)).join());
    const natively = sources.map((source) => new Function(`return ${source}`)() as LoggingProgram);
    expect(inside).toEqual(await nativeLogs(natively, inside));
  }, 120_000);
});
