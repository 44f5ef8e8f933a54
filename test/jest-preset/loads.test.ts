// Files that must load and compile under the preset, without a Babel configuration.

import { type JestRun, runJest } from './run-jest';

let run: JestRun;

beforeAll(() => {
  run = runJest('loads');
}, 120_000);

it.each([
  'a CommonJS file that returns at top level',
  'a namespace that is exported',
  "an ES module that exports 'module.exports'",
  "an import of an ES module that exports 'module.exports' has its other exports",
])('%s', (name) => {
  expect(run.tests.get(name)).toEqual({ status: 'passed', message: '' });
});
