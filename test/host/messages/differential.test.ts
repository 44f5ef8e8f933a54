// What programs over messages see natively, they see in the undisturbed schedule.

import { PROGRAMS } from './programs';
import { runControlled } from './run-controlled';
import { runNatively } from './run-natively';

/** A method's text as a function's. */
function sourceOf(program: { toString(): string }): string {
  const text = String(program);
  return text.replace(/^(async )?(?:'.*?'|".*?"|\w+)\(/, (_, isAsync = '') => `${isAsync}function (`);
}

const sources = Object.fromEntries(Object.entries(PROGRAMS).map(([name, program]) => [name, sourceOf(program)]));
const native = runNatively(sources);

describe('written programs', () => {
  test.each(Object.keys(sources))('%s', async (name) => {
    const expected = native[name];
    const { lines, uncaught } = await runControlled(sources[name] as string);
    expect(expected?.lines.length).toBeGreaterThan(0);
    expect(uncaught).toBe(expected?.uncaught);
    // What runs behind an error that nobody caught, does not count.
    expect(uncaught === null ? lines : lines.slice(0, expected?.lines.length)).toEqual(expected?.lines);
  });
});
