// Settings from outside: configuration, environment variables, replay, and what a run leaves behind.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ResultDocument, readResults } from '../../src/runner/result-document';
import { loadTrace } from '../../src/trace';
import { projectFolder, runJest } from './run-jest';

jest.setTimeout(120_000);

const quick = (options: object) => ({ PROJECT_OPTIONS: JSON.stringify(options) });

it('environment variables go before the configuration', () => {
  const run = runJest('settings', { env: { ...quick({ iterations: 30 }), LOCKSTEP_ITERATIONS: '7' } });
  expect(run.output).toContain('silent: 7 schedules');
  expect(run.exitCode).toBe(0);
});

it.each([
  [{ iterations: -1 }, {}, 'globals.lockstep in the Jest configuration: `iterations` must be an integer of 1 or more'],
  [{ envrionment: ['x'] }, {}, 'there is no option `envrionment`'],
  [{}, { LOCKSTEP_ITERATIONS: 'many' }, 'LOCKSTEP_ITERATIONS should be an integer of at least 1, but is "many"'],
  [{}, { LOCKSTEP_STRATEGY: 'radnom' }, "did you mean 'random'?"],
])('options %j and variables %j are refused', (options, variables, text) => {
  const run = runJest('settings', { env: { ...quick(options), ...variables } });
  expect(run.tests.get('silent')?.message).toContain(text);
});

it('the preset beside projects, which do not get it, is refused', () => {
  const { output, exitCode } = runJest('misplaced');
  expect(exitCode).toBe(1);
  expect(output).toContain('the preset stands beside `projects`, and Jest does not hand it on to them (one, number 2)');
});

it('globs that are none are refused', () => {
  const run = runJest('settings', { env: quick({ environment: 'test/**' }) });
  expect(run.failedFiles.get('settings.test.js')).toContain(
    "`environment` must be an array of globs such as ['test/helpers/**']",
  );
});

it('--silent keeps the summary away', () => {
  const run = runJest('settings', { args: ['--silent'], env: quick({ iterations: 5 }) });
  expect(run.output).not.toContain('Lockstep:');
});

describe('a finding', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-results-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const name = 'a racing account keeps both deposits';
  const args = ['account', '-t', `^${name}$`];

  function results(run: string, env: Readonly<Record<string, string>>): ResultDocument['tests'] {
    const path = join(folder, `${run}.json`);
    runJest('plain', { args, env: { ...env, LOCKSTEP_RESULT: path } });
    return readResults(path)?.tests ?? [];
  }

  const found = results('found', {});
  const traces = join(projectFolder('plain'), '.lockstep', 'traces');
  const [file] = readdirSync(traces);
  const trace = join(folder, 'trace.json');
  const content = readFileSync(join(traces, file as string));

  it('leaves one trace of the test, with a seed that depends on its name only', () => {
    require('node:fs').writeFileSync(trace, content);
    const { test, seed, failure } = loadTrace(trace);
    expect(test).toEqual({ file: 'account.test.js', name: [name] });
    expect(seed).toBe(2404571813);
    expect(failure?.kind).toBe('error');
  });

  it('leaves a result for the command line', () => {
    expect(found).toEqual([
      expect.objectContaining({
        file: 'account.test.js',
        name: [name],
        outcome: 'bug',
        report: expect.stringContaining('Lockstep found a bug'),
        trace: join(traces, file as string),
      }),
    ]);
  });

  it('is replayed where LOCKSTEP_REPLAY asks for it, and a test of another name is left out', () => {
    require('node:fs').writeFileSync(trace, content);
    const path = join(folder, 'replayed.json');
    const run = runJest('plain', { args: ['account'], env: { LOCKSTEP_REPLAY: trace, LOCKSTEP_RESULT: path } });
    const outcomes = readResults(path)?.tests.map(({ name: [title], outcome }) => [title, outcome]);
    expect(outcomes).toEqual([
      [name, 'bug'],
      ['a careful account keeps both deposits', 'skipped'],
    ]);
    expect(run.tests.get(name)?.message).toContain('Received: 2');
    expect(run.output).not.toContain('schedules,');
  });
});
