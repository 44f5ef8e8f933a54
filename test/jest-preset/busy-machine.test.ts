// What a test finds does not depend on how busy the machine is, even if a schedule takes so long that few fit into the budget.

import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { projectFolder, runJest } from './run-jest';

jest.setTimeout(240_000);

const FOLDER = projectFolder('busy');
const loops: ChildProcess[] = [];

afterAll(() => {
  for (const loop of loops) loop.kill('SIGKILL');
  rmSync(join(FOLDER, '.lockstep'), { recursive: true, force: true });
});

/** Verdicts and traces of the project, and what the failures say up to the reason. */
function found(): object {
  const { tests } = runJest('busy');
  return {
    verdicts: [...tests].map(([name, { status, message }]) => [name, status, message.split('\n\n', 2)]),
    traces: readdirSync(join(FOLDER, '.lockstep', 'traces')).sort(),
  };
}

it('finds the same beside busy loops', () => {
  const alone = found();
  for (let i = 0; i < availableParallelism(); i++) loops.push(spawn(process.execPath, ['-e', 'for(;;);']));
  expect(found()).toEqual(alone);
  expect(alone).toMatchObject({
    verdicts: [
      ['the last query wins', 'failed', [expect.stringContaining('BugFound'), expect.stringContaining('Reason')]],
      ['the last is not the first', 'failed', expect.anything()],
      ['is correct', 'passed', expect.anything()],
    ],
  });
});
