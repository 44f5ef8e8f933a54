// The table of configurations against a list that is searched from end to end, with several words of each sort.

import { ConfigurationCache } from '../../../src/checkers/linearizable/configuration-cache';
import { drawFrom } from '../reference/random-history';

const FIRST = 2;
const SECOND = 3;

interface Entry {
  readonly event: number;
  readonly state: number;
  readonly words: readonly number[];
}

function covers(known: Entry, { event, state, words }: Entry): boolean {
  return (
    known.event === event &&
    known.state === state &&
    known.words.every((word, at) => (at < FIRST ? word === words[at] : (word & ~(words[at] as number)) === 0))
  );
}

test('a configuration is entered exactly if none that was entered covers it, however much the table has grown', () => {
  const draw = drawFrom(1);
  const cache = new ConfigurationCache(FIRST, SECOND);
  const known: Entry[] = [];
  let covered = 0;
  for (let round = 0; round < 6000; round++) {
    const words = Array.from({ length: FIRST + SECOND }, () => draw(2) * (draw(2) === 0 ? 1 << 31 : 1 << draw(3)));
    const entry = { event: draw(2), state: draw(2), words };
    const number = cache.enter(entry.event, entry.state, Int32Array.from([9, ...words]), 1);
    const expected = known.some((other) => covers(other, entry)) ? -1 : known.push(entry) - 1;
    if (number !== expected) throw new Error(`round ${round}: ${number} instead of ${expected}`);
    if (expected < 0) covered++;
    else cache.annotate(number, 100 + number, number - 1, number);
  }
  expect(known.length).toBeGreaterThan(200);
  expect(covered).toBeGreaterThan(1000);
  expect(cache.choicesUpTo(known.length - 1)).toEqual(
    known.map((_, operation) => ({ operation, state: 100 + operation })),
  );
});

test('what is restored is what was entered, with the state itself', () => {
  const cache = new ConfigurationCache(FIRST, SECOND);
  const words = [1, -1, 1 << 31, 0, 5];
  cache.annotate(cache.enter(3, 7, Int32Array.from(words), 0), 8, -1, -1);
  const stack = new Int32Array(10).fill(-7);
  expect(cache.restore(0, stack, { event: 1, state: 2, words: 4 })).toBe(3);
  expect([...stack]).toEqual([-7, 3, 8, -7, ...words, -7]);
});
