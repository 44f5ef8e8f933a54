// `native: true` in a ctest: what the run prints, the trace that it leaves, and what becomes of its replay.

import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadTrace } from '../../src/trace';
import { projectFolder, runJest } from './run-jest';

jest.setTimeout(240_000);

const folder = projectFolder('native-runs');
const traces = join(folder, '.lockstep');

afterAll(() => rmSync(traces, { recursive: true, force: true }));

it('a race is found, its twin passes, contradictions are refused, and a replay says that there is none', () => {
  rmSync(traces, { recursive: true, force: true });
  const { tests, output, failedFiles } = runJest('native-runs');
  const statuses = Object.fromEntries([...tests].map(([name, { status }]) => [name, status]));
  expect(statuses).toEqual({
    'uses the file after some time': 'failed',
    'waits for the file': 'passed',
  });
  expect(output).toMatch(/waits for the file: \d+ runs on the real event loop/);
  expect(output).toContain('on the real event loop, in run');
  expect(output).toContain('Observed last:');
  expect([...failedFiles.values()].join()).toContain('`strategy` was given together with native: true');
  const [file = ''] = readdirSync(join(traces, 'traces'));
  const path = join(mkdtempSync(join(tmpdir(), 'lockstep-')), file);
  copyFileSync(join(traces, 'traces', file), path);
  expect(loadTrace(path).native?.events.length).toBeGreaterThan(0);
  const again = runJest('native-runs', { env: { LOCKSTEP_REPLAY: path } });
  expect(again.output).toContain('so there is no schedule to replay');
  rmSync(dirname(path), { recursive: true });
});
