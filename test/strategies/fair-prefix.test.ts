import { fairPrefix } from '../../src/strategies/fair-prefix';

test.each([
  ['unknown length', 0, 10_000, 100],
  ['short iterations', 30, 10_000, 100],
  ['twice the usual length', 400, 10_000, 800],
  ['long iterations', 9000, 10_000, 2500],
  ['a small bound', 30, 100, 25],
])('%s: usually %i decisions, at most %i steps: fair after %i', (_case, usual, maxSteps, expected) => {
  expect(fairPrefix(usual, maxSteps)).toBe(expected);
});
