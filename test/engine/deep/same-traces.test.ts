// The same seed gives the same schedules of deep code in other processes, under each version of Node, and with Babel 7 and 8.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

jest.setTimeout(120_000);

interface Told {
  /** Of what was logged, of lengths, of failures. */
  readonly digest: number;
  /** Of the decisions. */
  readonly decisions: number;
  readonly distinct: number;
  readonly outcomes: number;
  readonly failures: readonly (string | null)[];
}

const nodeOf = (version: number) => join(__dirname, `../../node-versions/node_modules/node-${version}/bin/node`);

function tracesOf(node: string, babel: 7 | 8, ...only: string[]): Readonly<Record<string, Told>> {
  const script = join(__dirname, 'fixtures/traces.mjs');
  return JSON.parse(execFileSync(node, [script, String(babel), ...only], { encoding: 'utf8' })) as Record<string, Told>;
}

const here = tracesOf(process.execPath, 7);

test.each(Object.entries(here))('%s: has several schedules, and none fails', (_, { distinct, outcomes, failures }) => {
  expect(distinct).toBeGreaterThan(20);
  expect(outcomes).toBeGreaterThan(4);
  expect(failures).toEqual([null]);
});

test('a program alone does what it does behind others', () => {
  for (const [name, { decisions: _, ...told }] of Object.entries(here).slice(-1))
    expect(tracesOf(process.execPath, 7, name)[name]).toMatchObject(told);
});

for (const [version, babel] of [
  [22, 7],
  [24, 7],
  [24, 8],
] as const)
  if (existsSync(nodeOf(version)))
    test(`Node ${version}, Babel ${babel}`, () => expect(tracesOf(nodeOf(version), babel)).toEqual(here));
  else test.skip(`Node ${version}, Babel ${babel}: it is not installed (test/node-versions)`, () => {});
