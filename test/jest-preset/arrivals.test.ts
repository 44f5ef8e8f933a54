// What comes from outside, with the built package: that the order of simultaneous completions is found, that a replay waits for the recorded one,
// and that no order is made that cannot be.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder, ROOT, runJest } from './run-jest';

jest.setTimeout(300_000);

const TIMES = 10;

it('a race of two reads of real files is found, and replayed each time', () => {
  const { tests } = runJest('arrivals', { args: ['buggy'], env: { LOCKSTEP_TIME_BUDGET: '60000' } });
  expect([...tests.values()].map(({ status }) => status)).toEqual(['failed', 'failed']);
  for (const { message } of tests.values()) {
    expect(message).toContain('Race: order violation on `this.shown`');
    expect(message).not.toContain('State is left over');
  }
  const folder = projectFolder('arrivals');
  const traces = readdirSync(join(folder, '.lockstep', 'traces')).filter((name) => name.endsWith('.json'));
  expect(traces).toHaveLength(2);
  const outcomes = traces.flatMap((trace) =>
    Array.from({ length: TIMES }, () => {
      const path = join('.lockstep', 'traces', trace);
      const { stdout } = spawnSync(process.execPath, [join(ROOT, 'lib/src/cli/main.js'), 'replay', path], {
        cwd: folder,
        encoding: 'utf8',
      });
      return stdout.trim().split('\n').at(-1);
    }),
  );
  expect(outcomes).toEqual(outcomes.map(() => 'Reproduced: the recorded failure'));
});

it('programs that are right are silent', () => {
  const { tests } = runJest('arrivals', {
    args: ['correct'],
    env: { LOCKSTEP_ITERATIONS: '600', LOCKSTEP_TIME_BUDGET: '60000' },
  });
  expect([...tests].map(([name, { status }]) => [name, status]).filter(([, status]) => status !== 'passed')).toEqual(
    [],
  );
  expect(tests.size).toBe(4);
});
