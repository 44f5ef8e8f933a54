// Small random histories of list appends against the definitions, tried out: every verdict is right at every level, and none is left open.

import type { History } from '../../../src/checkers';
import { ISOLATION_LEVELS } from '../../../src/checkers/transactions/level';
import { checkListAppend } from '../../../src/checkers/transactions/list-append';
import { hasLevel } from '../reference/isolation';
import { drawFrom } from '../reference/random-history';
import { randomListAppend } from '../reference/random-transactions';

const FUZZ = Number(process.env.LOCKSTEP_FUZZ ?? 1);
const levels = ISOLATION_LEVELS.filter((level) => level !== 'read-uncommitted');

describe.each([
  { transactions: 3, processes: 2, keys: 2, steps: 3, crashes: 6 },
  { transactions: 4, processes: 2, keys: 2, steps: 3, crashes: 0 },
  { transactions: 4, processes: 3, keys: 2, steps: 2, crashes: 8 },
])('$transactions transactions of $processes processes', (shape) => {
  test('every level is decided as its definition says', () => {
    for (let seed = 0; seed < 400 * FUZZ; seed++) {
      const { operations } = randomListAppend(drawFrom(seed), shape);
      for (const level of levels) {
        const { verdict, reason } = checkListAppend({ operations } as History, { level });
        const expected = hasLevel(operations, level) ? 'ok' : 'violation';
        if (verdict === expected) continue;
        const shown = operations.map(({ process, outcome, call, return: end, input, output }) =>
          JSON.stringify([process, outcome, call, end, output ?? input]),
        );
        throw new Error(`seed ${seed}: ${level} is ${expected}, found ${verdict} (${reason}) in\n${shown.join('\n')}`);
      }
    }
  });
});
