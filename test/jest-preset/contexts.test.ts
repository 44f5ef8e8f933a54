// AsyncLocalStorage with the built package: in callbacks of Node's own modules there are the stores that Node itself gives.

import { runJest } from './run-jest';

jest.setTimeout(240_000);

it('listeners and callbacks of Node see the stores that they see natively', () => {
  const { tests } = runJest('contexts');
  expect(tests.size).toBeGreaterThan(35);
  expect([...tests].filter(([, { status }]) => status !== 'passed')).toEqual([]);
});
