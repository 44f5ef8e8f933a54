// Files that must load and compile under the preset, without a Babel configuration; and what is said of those that cannot.

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

it.each([
  ['./src/decorated.ts', 'has decorators', '@babel/plugin-proposal-decorators'],
  ['./src/element.jsx', 'has JSX', '@babel/preset-react'],
])('%s says which tool compiles it', (name, syntax, tool) => {
  const message = run.tests.get(name)?.message;
  expect(message).toContain(`${syntax}, which the preset does not compile by itself`);
  expect(message).toContain(`or add ${tool} to the project's Babel configuration`);
});
