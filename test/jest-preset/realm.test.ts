// Plain tests under the preset: what code reads outside an iteration is what the realm holds, in node and in jsdom. The same files run
// without the preset, too, and must come to the same.

import { type JestRun, runJest } from './run-jest';

let withPreset: JestRun;
let without: JestRun;

beforeAll(() => {
  withPreset = runJest('realm');
  without = runJest('realm', { env: { LOCKSTEP_ABSENT: '1' } });
}, 300_000);

const statuses = ({ tests }: JestRun) => [...tests].map(([name, { status }]) => `${status}: ${name}`).sort();

it('every test passes without the preset', () => {
  expect(statuses(without).filter((line) => line.startsWith('failed'))).toEqual([]);
  expect(without.failedFiles).toEqual(new Map());
  expect(without.tests.size).toBeGreaterThan(200);
});

it('every test comes to the same under the preset', () => {
  expect([...withPreset.tests.values()].map(({ message }) => message).filter(Boolean)).toEqual([]);
  expect(withPreset.failedFiles).toEqual(new Map());
  expect(statuses(withPreset)).toEqual(statuses(without));
});
