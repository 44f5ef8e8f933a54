// Every public history is read as its README says, and comes back the same from every format.

import type { FormatName, History } from '../../../../src/checkers';
import { historyFormats, readHistory, writeHistory } from '../../../../src/checkers';
import { publicHistories, publicHistoriesExist } from '../public-histories';
import { withoutTimes } from '../same-history';

const histories = publicHistories();
const given = publicHistoriesExist ? describe : describe.skip;

/** Lost outcomes, and reads that timed out: neither constrains anything. */
function unknown(history: History): number {
  return history.operations.filter(({ outcome }) => outcome === 'info' || outcome === 'fail').length;
}

given('../shared/data/histories: the public histories of porcupine', () => {
  test('there are 103 logs of etcd and 6 of a key/value service', () => {
    expect(histories).toHaveLength(109);
  });

  test.each(histories)('$name: $operations operations, $pending unknown', ({ operations, pending, text }) => {
    const history = readHistory(text());
    expect([history.length, unknown(history)]).toEqual([operations, pending]);
  });

  const formats: FormatName[] = ['jepsen-edn', 'jepsen-json', 'json-lines', 'porcupine-operations'];
  test.each(formats)('come back the same from %s, found by its look', (format) => {
    for (const { text } of histories) {
      const history = readHistory(text());
      expect(withoutTimes(readHistory(writeHistory(history, format)))).toEqual(withoutTimes(history));
    }
  });

  test('logs of etcd come back the same from porcupine-etcd', () => {
    for (const { text } of histories.filter(({ name }) => name.startsWith('etcd'))) {
      const history = readHistory(text());
      expect(withoutTimes(readHistory(writeHistory(history, 'porcupine-etcd')))).toEqual(withoutTimes(history));
    }
  });

  test('logs of the key/value service are written byte for byte', () => {
    for (const { text } of histories.filter(({ name }) => name.startsWith('c'))) {
      expect(writeHistory(readHistory(text()), 'jepsen-edn') === text()).toBe(true);
    }
  });

  test('a failed cas was refused, a failed read is not one', () => {
    const outcomes = new Set<string>();
    for (const { text } of histories) {
      for (const { f, outcome } of readHistory(text())) outcomes.add(`${f} ${outcome}`);
    }
    expect([...outcomes].sort()).toEqual([
      'append ok',
      'cas info',
      'cas mismatch',
      'cas ok',
      'get ok',
      'put ok',
      'read fail',
      'read ok',
      'write info',
      'write ok',
    ]);
  });
});

test('all formats are named', () => {
  expect(historyFormats.map(({ name }) => name).sort()).toEqual([
    'jepsen-edn',
    'jepsen-json',
    'json-lines',
    'porcupine-etcd',
    'porcupine-operations',
  ]);
});
