// Files in memory, with the built package: what they are, that races, faults and crashes are found on buggy code and on no other, and that what
// is found is the same in every process.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadMemfs } from '../../src/host/files/memfs';
import { type JestRun, runJest } from './run-jest';

jest.setTimeout(300_000);

let run: JestRun;

beforeAll(() => {
  run = runJest('files', {
    args: ['buggy', 'world', 'faults'],
    env: { LOCKSTEP_ITERATIONS: '300', LOCKSTEP_TIME_BUDGET: '60000' },
  });
});

const messageOf = (name: string): string => run.tests.get(name)?.message ?? '';

it('what is buggy fails, and nothing else', () => {
  const outcomes = [...run.tests].map(([name, { status }]) => [name, status]);
  expect(outcomes.length).toBeGreaterThan(30);
  expect(outcomes.filter(([name = '', status]) => (status === 'failed') !== name.startsWith('buggy: '))).toEqual([]);
  expect(run.failedFiles.size).toBe(0);
});

it('no file is really written', () => {
  expect(run.output).not.toContain('not under control');
});

describe('the report names the file, and what was done with it', () => {
  it.each([
    ['buggy: a counter in a file', 'lost update of `/counter`'],
    ['buggy: promisified', 'lost update of `/counter`'],
    ['buggy: a file that one of two makes', 'check-then-act on `/lock`'],
    ['buggy: existsSync, then write', 'check-then-act on `/lock`'],
    ['buggy: a file is read while it is saved', 'order violation on `/state.json`'],
  ])('%s', (name, race) => {
    expect(messageOf(name)).toContain(`Race: ${race}`);
  });

  it('calls that call back, too', () => {
    expect(messageOf('buggy: two make one path of folders')).toMatch(/buggy\.js:\d+ fs\.mkdir completes/);
  });
});

it('programs that are right are silent', () => {
  const { tests } = runJest('files', {
    args: ['correct'],
    env: { LOCKSTEP_ITERATIONS: '1500', LOCKSTEP_TIME_BUDGET: '60000' },
  });
  expect([...tests.values()].map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => 'passed'));
});

/** What was found, in which schedule, and by which decisions. */
function findings(node?: string): unknown {
  const { tests } = runJest('files', { args: ['buggy', 'faults', '-t', 'buggy'], node });
  return [...tests]
    .filter(([name]) => name.startsWith('buggy'))
    .map(([name, { message }]) => [name, / {2}iteration: .*\n/.exec(message)?.[0], stepsOf(message)]);
}

/** Words of errors are those of the version of Node. */
function stepsOf(message: string): string | undefined {
  return /Schedule: [\s\S]*?FAILED HERE/.exec(message)?.[0].replace(/(?:threw|throws) .*/g, '');
}

describe('what is found is the same in every process', () => {
  let first: unknown;
  beforeAll(() => {
    first = findings();
  });

  it('again', () => {
    expect(first).toHaveLength(13);
    expect(findings()).toEqual(first);
  });

  const others = ['22', '24'].map((version) => ({
    version,
    node: join(__dirname, `../node-versions/node_modules/node-${version}/bin/node`),
  }));
  describe.each(others)('on Node $version', ({ node }) => {
    (existsSync(node) ? it : it.skip)('as here', () => {
      expect(findings(node)).toEqual(first);
    });
  });
});

it('without memfs the error says what to install', () => {
  const missing = () => {
    throw Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' });
  };
  expect(() => loadMemfs(missing)).toThrow('npm install --save-dev memfs');
});
