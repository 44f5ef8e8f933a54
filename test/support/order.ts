// Order conformance: a program logs what it does, and the log must be the same on bare Node, under control in the undisturbed schedule,
// and instrumented but outside an iteration.

import { runtime } from '../../src/runtime';
import { instrumented } from './program';

export type Log = (entry: unknown) => void;
/** Logs what it does and is over when its promise is. It may use globals and `log` only. */
export type LoggingProgram = (log: Log) => unknown;

/** Runs `program` as a plain test runs: in a microtask, behind a macrotask of its own. Gives its log when it is over. */
export async function logOutside(program: LoggingProgram): Promise<string[]> {
  const entries: string[] = [];
  await new Promise((resolve) => setImmediate(resolve));
  await program((entry) => entries.push(String(entry)));
  return entries;
}

/** Runs `program` (instrumented) as the undisturbed schedule of an iteration. */
export async function logInside(program: LoggingProgram): Promise<string[]> {
  const entries: string[] = [];
  const { failure } = await runtime.api.tryIteration(() => program((entry) => entries.push(String(entry))));
  if (failure !== null) throw failure.error;
  return entries;
}

/** Real timers fire in another order when the process was kept waiting between two of them; virtual ones never do. */
const ATTEMPTS = 50;

/** The log of `program` outside an iteration; if it is not the expected one, that of the last of many attempts. */
async function logOutsideAtRest(program: LoggingProgram, expected: readonly string[]): Promise<string[]> {
  let entries: string[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    entries = await logOutside(program);
    if (entries.join('\n') === expected.join('\n')) break;
  }
  return entries;
}

/** Registers the tests that `program` logs the same natively, inside and outside an iteration. */
export function sameOrder(name: string, program: LoggingProgram): void {
  describe(name, () => {
    let inside: string[];
    beforeAll(async () => {
      inside = await logInside(instrumented(program));
      if (inside.length < 2) throw new Error(`The program "${name}" logs too little to compare.`);
    });

    it('inside an iteration', async () => {
      expect(inside).toEqual(await logOutsideAtRest(program, inside));
    });

    it('outside an iteration', async () => {
      expect(await logOutsideAtRest(instrumented(program), inside)).toEqual(inside);
    });
  });
}
