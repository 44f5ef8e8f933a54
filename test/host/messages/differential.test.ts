// What programs over messages see natively, they see in the undisturbed schedule.

import { PROGRAMS } from './programs';
import { randomProgram } from './random-program';
import { runControlled } from './run-controlled';
import { runNatively } from './run-natively';

/** A method's text as a function's. */
function sourceOf(program: { toString(): string }): string {
  const text = String(program);
  return text.replace(/^(async )?(?:'.*?'|".*?"|\w+)\(/, (_, isAsync = '') => `${isAsync}function (`);
}

const written = Object.fromEntries(Object.entries(PROGRAMS).map(([name, program]) => [name, sourceOf(program)]));
const GENERATED = 150;
const generated = Object.fromEntries(
  Array.from({ length: GENERATED }, (_, seed) => [`generated from seed ${seed}`, randomProgram(seed)]),
);
const sources: Readonly<{ [name: string]: string }> = { ...written, ...generated };
const native = runNatively(sources);

/** In Jest's sandbox V8 calls objects otherwise in the messages of errors, natively, too: they come from another realm. */
const asInOneRealm = (line: string): string => line.replace(/\[object (\w+)\] could not/, '#<$1> could not');

test.each(Object.keys(sources))('%s', async (name) => {
  const expected = native[name];
  const { lines, uncaught } = await runControlled(sources[name] as string);
  expect(expected?.lines.length).toBeGreaterThan(0);
  expect(uncaught).toBe(expected?.uncaught);
  // What runs behind an error that nobody caught, does not count.
  const seen = uncaught === null ? lines : lines.slice(0, expected?.lines.length);
  expect(seen.map(asInOneRealm)).toEqual(expected?.lines);
});
