// Files that are compiled in deep mode do what they do without: run plainly, outside an iteration, and in their generator forms, inside one.

import { runtime } from '../../src/runtime';
import { record } from '../support/iterate';
import { deepForms } from './fixtures/deep-forms';
import { cases as allCases, execute } from './fixtures/exec-cases';
import { compile } from './transform';

const deep = (code: string): string => compile(code, { sourceType: 'script', plugin: { deep: true } }).code;

/** Runs the program in an iteration, entered from a deep function. */
async function executeDeeply(code: string): Promise<unknown> {
  const logged: unknown[] = [];
  const out: { value?: unknown; error?: string } = {};
  const source = `${code}; const main$ = module.exports; module.exports = async (log, out, describe) => {
    try { out.value = await main$(log); } catch (error) { out.error = describe(error); }
  };`;
  const module = { exports: {} as unknown };
  new Function('module', 'exports', 'require', deep(source))(module, module.exports, require);
  const run = module.exports as (...args: unknown[]) => unknown;
  const log = (...values: unknown[]) => void logged.push(values.length === 1 ? values[0] : values);
  const describe_ = (error: Error | undefined) => `${error?.name}: ${error?.message}`;
  const body = runtime.twin(
    () => run(log, out, describe_),
    function* () {
      const made = runtime.into(undefined, run, [log, out, describe_], 'run');
      return runtime.d.in ? yield* made as Generator<unknown, unknown, unknown> : made;
    },
  );
  const { outcome } = await record(body, { uncontrolledTimeout: 2_000 } as never);
  if (outcome.failure !== null) throw outcome.failure.error;
  return { logged, ...out };
}

const cases = [
  ...allCases,
  ...Object.entries(deepForms).flatMap(([group, programs]) =>
    Object.entries(programs).map(([name, body]) => ({
      group: `deep: ${group}`,
      name,
      code: `"use strict"; module.exports = async (log) => { ${body} };`,
    })),
  ),
];

describe.each([...new Set(cases.map(({ group }) => group))])('%s', (group) => {
  test.each(cases.filter((entry) => entry.group === group))('$name', async ({ code }) => {
    const expected = await execute(code);
    expect(await execute(deep(code))).toEqual(expected);
    const deeply = await executeDeeply(code);
    // Ticks come behind all microtasks.
    await new Promise((resolve) => setImmediate(resolve));
    expect(deeply).toEqual(expected);
  });
});
