// What is written is found by its look and read as the same: values of every kind, outcomes, overlaps, annotations.

import { type FormatName, readHistory, writeHistory } from '../../../../src/checkers';
import { SCALE } from '../../reference/fuzz-scale';
import { drawFrom } from '../../reference/random-history';
import { randomRichHistory } from '../random-values';
import { withoutTimes } from '../same-history';

const ROUNDS = 300 * SCALE;
const FORMATS: FormatName[] = ['jepsen-edn', 'jepsen-json', 'json-lines', 'porcupine-operations'];

test.each(FORMATS)('random histories come back the same from %s', (format) => {
  for (let seed = 0; seed < ROUNDS; seed++) {
    const history = randomRichHistory(drawFrom(seed));
    const again = readHistory(writeHistory(history, format));
    expect([seed, withoutTimes(again)]).toEqual([seed, withoutTimes(history)]);
  }
});
