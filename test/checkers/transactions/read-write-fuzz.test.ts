// Small random histories of registers against the definitions, tried out. Weak levels and serializability are always decided; (parallel) snapshot isolation and
// its kin may be left open.

import { checkReadWriteRegister } from '../../../src/checkers/transactions/read-write-register';
import { SCALE } from '../reference/fuzz-scale';
import { drawFrom } from '../reference/random-history';
import { randomReadWrite } from '../reference/random-transactions';
import { compareWithDefinitions } from '../reference/verdicts';

describe.each([
  { transactions: 3, processes: 2, keys: 2, steps: 3, crashes: 6 },
  { transactions: 4, processes: 2, keys: 2, steps: 3, crashes: 0 },
  { transactions: 4, processes: 3, keys: 2, steps: 2, crashes: 8 },
])('$transactions transactions of $processes processes', (shape) => {
  test('every level is decided as its definition says', () => {
    for (let seed = 0; seed < 100 * SCALE; seed++) {
      const history = randomReadWrite(drawFrom(seed), shape);
      const left = compareWithDefinitions(history, (given, level) => checkReadWriteRegister(given, { level }), seed);
      expect(left.filter((level) => !level.includes('snapshot-isolation'))).toEqual([]);
    }
  });
});
