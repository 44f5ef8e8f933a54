// Lines of the etcd logs: those in the usual spelling are read in one step, all others word by word, and both mean the same.

import { readHistory } from '../../../../src/checkers';

const LINES: readonly (readonly [type: string, f: string, value: string, unusual: string])[] = [
  [':invoke', ':read', 'nil', 'nil ; a remark'],
  [':ok', ':read', '3', '+3'],
  [':invoke', ':write', '12', '12,'],
  [':ok', ':write', '12', '12 #_ dropped'],
  [':invoke', ':cas', '[1 2]', '[1, 2]'],
  [':fail', ':cas', '[1 2]', '(1 2)'],
  [':invoke', ':read', 'nil', ',nil'],
  [':ok', ':read', 'nil', 'nil ,'],
  [':invoke', ':write', '007', '7'],
  [':info', ':write', ':timed-out', ':timed-out,'],
];

const text = (spell: (line: (typeof LINES)[number]) => string) =>
  LINES.map((line) => `INFO  jepsen.util - 4\t${line[0]}\t${line[1]}\t${spell(line)}\n`).join('');

test('a history does not depend on how its lines are spelt', () => {
  const usual = readHistory(text(([, , value]) => value));
  const unusual = readHistory(text(([, , , value]) => value));
  expect(usual.operations).toEqual(unusual.operations);
  expect(usual.operations.map(({ f, input, output, outcome }) => [f, input, output, outcome])).toEqual([
    ['read', null, 3, 'ok'],
    ['write', 12, undefined, 'ok'],
    ['cas', [1, 2], undefined, 'mismatch'],
    ['read', null, null, 'ok'],
    ['write', 7, undefined, 'info'],
  ]);
});

test('a line with too few words or too many is refused by its number', () => {
  const line = 'INFO  jepsen.util - 4\t:invoke';
  expect(() => readHistory(`${line}\t:read\tnil\n${line}\n`)).toThrow(/^line 2: expected a process, a type/);
  expect(() => readHistory(`${line}\t:read\tnil 1 2\n`)).toThrow(/^line 1: expected a process, a type/);
});
