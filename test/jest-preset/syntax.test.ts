// Decorators, `accessor` and JSX under the preset alone, as `tsconfig.json` wants them; and what is said where they cannot be compiled.

import { type JestRun, runJest } from './run-jest';

let run: JestRun;

beforeAll(() => {
  run = runJest('syntax');
}, 120_000);

it('everything is compiled as it is meant', () => {
  expect([...run.failedFiles]).toEqual([]);
  const passed = [...run.tests].filter(([, { status }]) => status === 'passed').map(([name]) => name);
  // 'are applied' is a test of two files.
  expect(passed.sort()).toEqual([
    'JSX is made by the function that tsconfig.json names',
    'JSX is made by what tsconfig.json names',
    'are applied',
    'is compiled',
    'types are handed over only if somebody takes them',
    'types are not handed over',
  ]);
});

it.each([
  ['a race in a decorated method', 'lost update of `this.balance`', 'decorators.test.ts:28'],
  ['a race in a decorated class', 'lost update of `this.value`', 'decorators.test.ts:55'],
])('%s is found, at the lines of the source', (name, race, place) => {
  const message = run.tests.get(name)?.message;
  expect(message).toContain(race);
  expect(message).toContain(place);
});

it.each([
  ['./decorated', 'has decorators', '@babel/plugin-proposal-decorators'],
  ['./element.jsx', 'has JSX', '@babel/preset-react'],
])('%s, which its own transformer has left: the message says which tool compiles it', (name, syntax, tool) => {
  const message = run.tests.get(name)?.message;
  expect(message).toContain(`${syntax}, which the preset cannot compile here`);
  expect(message).toContain(`or add ${tool} to the project's Babel configuration`);
});
