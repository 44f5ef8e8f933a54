// Random reads and writes of one or two keys in which every written value is new.

import type { History } from '../../../src/checkers';
import { type Draw, type OperationDraw, randomHistory } from '../reference/random-history';

/** @param crashes about one operation in so many loses its outcome; 0: none */
export function randomReadsAndWrites(draw: Draw, largest: number, crashes = 8): History {
  const keys = 1 + draw(2);
  const written = [0, 0];
  const operation: OperationDraw = () => {
    const number = draw(keys);
    const key = `k${number}`;
    if (draw(5) < 2) return { f: 'write', key, input: ++(written[number] as number) };
    // Now and then what will be written next, or never.
    const value = draw((written[number] as number) + 1 + (draw(8) === 0 ? 1 : 0));
    return { f: 'read', key, output: value === 0 ? null : value };
  };
  return randomHistory(draw, operation, { size: 1 + draw(largest), processes: 1 + draw(3), crashes });
}
