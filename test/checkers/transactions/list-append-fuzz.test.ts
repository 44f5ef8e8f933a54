// Small random histories of list appends against the definitions, tried out. Only (parallel) snapshot isolation may be left open: where several transactions
// of a cycle appended to a list that nobody read afterwards.

import { checkListAppend } from '../../../src/checkers/transactions/list-append';
import { SCALE } from '../reference/fuzz-scale';
import { drawFrom } from '../reference/random-history';
import { randomListAppend } from '../reference/random-transactions';
import { compareWithDefinitions } from '../reference/verdicts';

describe.each([
  { transactions: 3, processes: 2, keys: 2, steps: 3, crashes: 6 },
  { transactions: 4, processes: 2, keys: 2, steps: 3, crashes: 0 },
  { transactions: 4, processes: 3, keys: 2, steps: 2, crashes: 8 },
])('$transactions transactions of $processes processes', (shape) => {
  test('every level is decided as its definition says', () => {
    let open = 0;
    for (let seed = 0; seed < 100 * SCALE; seed++) {
      const history = randomListAppend(drawFrom(seed), shape);
      const left = compareWithDefinitions(history, (given, level) => checkListAppend(given, { level }), seed);
      expect(left.filter((level) => !level.includes('snapshot-isolation'))).toEqual([]);
      if (left.length > 0) open++;
    }
    expect(open).toBeLessThan(4 * SCALE);
  });
});
