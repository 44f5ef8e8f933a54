// `isolate: true`: fresh modules for every schedule, of one piece with hooks and set-up files; and jest.resetModules beside it.

import { type JestRun, runJest } from './run-jest';

let run: JestRun;

beforeAll(() => {
  run = runJest('isolate');
}, 120_000);

it.each([
  'with isolation first table every schedule sees fresh modules',
  'with isolation second table every schedule sees fresh modules',
  'with isolation hooks of set-up files are of the same registry',
  'with isolation Lockstep is not doubled',
  'every schedule evaluates the modules',
  'and none but the first compiles them',
  'jest.resetModules in a hook gives each schedule fresh modules, and Lockstep stays one',
])('%s', (name) => {
  expect(run.tests.get(name)).toEqual({ status: 'passed', message: '' });
});

it('runs as many schedules as without', () => {
  expect(run.output).toMatch(/Lockstep is not doubled: 30 schedules/);
});

it('without isolation, state that is left over fails nothing: the run goes on with fresh modules, and says so', () => {
  expect(run.tests.get('without isolation state is left over')?.status).toBe('passed');
  expect(run.output).toContain('State is left over in modules from one iteration to the next');
});

it('a file that defines other tests the second time is refused', () => {
  expect(run.tests.get('defined only once')?.message).toContain('this time it did not define "defined only once"');
});
