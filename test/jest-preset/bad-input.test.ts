// Each way of using ctest wrongly has an error of its own, which points at the user's call.

import { type JestRun, runJest } from './run-jest';

let run: JestRun;

beforeAll(() => {
  run = runJest('bad');
}, 120_000);

/** Errors at definition fail the file. */
it.each([
  ['unknown-option.test.js', 'there is no option `iteration`. Did you mean `iterations`?'],
  ['no-function.test.js', 'ctest("no function") needs a body: expected a function, got object.'],
  ['generator.test.js', 'ctest("a generator"): the body is a generator function'],
  ['async-generator.test.js', 'ctest("an async generator"): the body is a generator function'],
  ['timeout.test.js', 'A ctest has no time-out of its own; its time is limited by the option `timeBudget`.'],
])('%s', (file, text) => {
  const message = run.failedFiles.get(file);
  expect(message).toContain(text);
  expect(message).toContain(`${file}:1:1`);
  expect(message).not.toContain('jest-preset');
});

it.each([
  ['has a generator for a hook', 'The body or a hook of a ctest is a generator function'],
  ['needs the world for itself', 'ctest and test.concurrent cannot share a file'],
  ['outer', 'ctest("inner") was called while "outer" runs. A ctest cannot be nested'],
  ['an ordinary test', 'ctest("in a test") was called while "an ordinary test" runs'],
  ['configures', 'ctest.configure was called while a test runs'],
  ['proves nothing', 'No schedule failed, but that proves nothing. No schedule had a choice'],
  ['throws undefined', 'undefined was thrown, which is no Error'],
  ['throws an object with getters that throw', 'Lockstep found a bug in "throws an object with getters that throw"'],
])('%s', (name, text) => {
  const test = run.tests.get(name);
  expect(test?.status).toBe('failed');
  expect(test?.message).toContain(text);
});

it('a nested ctest points at the inner call', () => {
  expect(run.tests.get('outer')?.message).toContain('nested.test.js:2:3');
});

it('mustExplore: false accepts a ctest that explores nothing', () => {
  expect(run.tests.get('is meant so')?.status).toBe('passed');
});

it('jest.retryTimes does not hide a finding', () => {
  const test = run.tests.get('fails in its first schedule only');
  expect(test?.status).toBe('failed');
  expect(run.output.match(/fails in its first schedule only: 1 schedule/g)).toHaveLength(1);
});
