// Plain tests under the preset: what code reads outside an iteration is what the realm holds, in node, jsdom, happy-dom and
// edge-runtime. The same files run without the preset, too, and must come to the same.

import { type JestRun, runJest } from './run-jest';

let withPreset: JestRun;
let without: JestRun;

beforeAll(() => {
  withPreset = runJest('realm');
  without = runJest('realm', { env: { LOCKSTEP_ABSENT: '1' } });
}, 300_000);

const statuses = ({ tests }: JestRun) => [...tests].map(([name, { status }]) => `${status}: ${name}`).sort();

/** In these two, some globals can be neither deleted nor replaced, so that some tests fail in both runs. */
const STIFF = /^failed: (?:happy-dom|edge-runtime)\b/;

it('every test passes without the preset', () => {
  expect(statuses(without).filter((line) => line.startsWith('failed') && !STIFF.test(line))).toEqual([]);
  expect(without.failedFiles).toEqual(new Map());
  expect(without.tests.size).toBeGreaterThan(450);
});

it('every test comes to the same under the preset', () => {
  expect(withPreset.failedFiles).toEqual(new Map());
  expect(statuses(withPreset)).toEqual(statuses(without));
});
