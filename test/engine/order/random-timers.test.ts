// Programs made at random on timers, immediates, ticks and microtasks: the undisturbed schedule has the order of Node.

import { execFileSync } from 'node:child_process';
import { type LoggingProgram, logInside } from '../../support/order';
import { instrumentedSource } from '../../support/program';
import { randomTimers } from '../../support/random-timers';

const PROGRAMS = 120;
const BATCH = 20;
/** A busy machine disturbs the order of native timers, each time in another way: so many runs to have one that it left alone. */
const MOST_RUNS = 10;

/**
 * Runs in a process of its own, since what earlier tests have left in this one delays its timers. All programs run at the same time first, because
 * they only wait; those that disturb each other have the loop for themselves then.
 */
const NATIVELY = `
const { sources, expected, runs } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const run = async (source) => {
  const log = [];
  await new Function('return ' + source)()((entry) => log.push(entry));
  return log.join();
};
(async () => {
  const logs = await Promise.all(sources.map(run));
  for (const [i, source] of sources.entries())
    for (let count = 1; count < runs && logs[i] !== expected[i]; count++) logs[i] = await run(source);
  console.log(JSON.stringify(logs));
})();
`;

/** What programs log natively: what is expected if a run logs that, else what the last run logged. */
function nativeLogs(sources: readonly string[], expected: readonly string[]): string[] {
  const input = JSON.stringify({ sources, expected, runs: MOST_RUNS });
  return JSON.parse(execFileSync(process.execPath, ['-e', NATIVELY], { input, encoding: 'utf8' })) as string[];
}

describe.each(Array.from({ length: PROGRAMS / BATCH }, (_, i) => i * BATCH))('programs from seed %i on', (first) => {
  const sources = Array.from({ length: BATCH }, (_, i) => randomTimers(first + i));

  it('log what they log natively', async () => {
    const inside: string[] = [];
    for (const source of sources) inside.push((await logInside(instrumentedSource(source) as LoggingProgram)).join());
    expect(inside).toEqual(nativeLogs(sources, inside));
  }, 120_000);
});
