// The bad patterns by name, with histories of the paper (Bouajjani, Enea, Guerraoui, Hamza, POPL 2017, figures 3 and 4) and what cannot be judged.

import { History, type OperationInput } from '../../../src/checkers';
import { type CausalVariant, checkCausal } from '../../../src/checkers/causal/check-causal';

/** `w x 1` writes, `r x 1` reads, `r x -` finds nothing, `w x 1 ?` has no known end. Each line is a process. */
function processes(...lines: readonly string[]): History {
  let time = 0;
  const operations = lines.flatMap((line, process) =>
    line.split(', ').map((text): OperationInput => {
      const [kind, key, word, end] = text.split(' ');
      const value = word === '-' ? null : Number(word);
      const known = { process, key, call: ++time };
      if (end === '?') return { ...known, f: 'write', input: value, outcome: 'info' };
      const about = { ...known, return: ++time };
      return kind === 'w' ? { ...about, f: 'write', input: value } : { ...about, f: 'read', output: value };
    }),
  );
  return History.fromOperations(operations);
}

function patterns(history: History): Record<CausalVariant, string | null> {
  const name = (variant: CausalVariant) => {
    const { verdict, pattern } = checkCausal(history, { variant });
    expect(verdict).toBe(pattern ? 'violation' : 'ok');
    return pattern?.name ?? null;
  };
  return { CC: name('CC'), CCv: name('CCv'), CM: name('CM') };
}

const none = { CC: null, CCv: null, CM: null };
const all = (name: string) => ({ CC: name, CCv: name, CM: name });

test.each([
  [
    'CM but not CCv: two processes see two writes in different orders',
    ['w x 1, r x 2', 'w x 2, r x 1'],
    { ...none, CCv: 'CyclicCF' },
  ],
  [
    'CCv but not CM: no order of its own explains what the second process found',
    ['w z 1, w x 1, w y 1', 'w x 2, r z -, r y 1, r x 2'],
    { ...none, CM: 'WriteHBInitRead' },
  ],
  ['CC, neither CM nor CCv', ['w x 1', 'w x 2, r x 1, r x 2'], { ...none, CCv: 'CyclicCF', CM: 'CyclicHB' }],
  ['all three, but not sequentially consistent', ['w x 1, r y -, w y 1, r x 1', 'w x 2, r y -, w y 2, r x 2'], none],
  ['not even CC: an effect without its cause', ['w x 1, w y 1', 'r y 1, w x 2', 'r x 2, r x 1'], all('WriteCORead')],
  ['the initial value after a write in the causal past', ['w x 1, w y 1', 'r y 1, r x -'], all('WriteCOInitRead')],
  ['a value that nobody wrote', ['w x 1', 'r x 2'], all('ThinAirRead')],
  ['causes in a circle', ['r x 1, w y 1', 'r y 1, w x 1'], all('CyclicCO')],
  ['a write that nobody saw end and nobody read', ['w x 1, w x 2 ?', 'r x 1, r x 1'], none],
  [
    'one that was read took effect, behind what its process did before',
    ['w x 1, w y 1 ?', 'r y 1, r x -'],
    all('WriteCOInitRead'),
  ],
] as const)('%s', (_, lines, expected) => {
  expect(patterns(processes(...lines))).toEqual(expected);
});

test('a pattern names its operations in a sentence', () => {
  const { pattern, reason } = checkCausal(processes('w x 1, w y 1', 'r y 1, r x -'), { variant: 'CC' });
  expect(reason).toBe(pattern?.text);
  expect(pattern?.operations.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  expect(pattern?.text).toBe(
    'read "x": -> null (operation 3 of process 1) found the initial value, although a write comes before it: ' +
      'write "x": 1 (operation 0 of process 0), then in the same process write "y": 1 (operation 1 of process 0), ' +
      'then read "y": -> 1 (operation 2 of process 1), which found its value, ' +
      'then in the same process read "x": -> null (operation 3 of process 1)',
  );
});

describe('what cannot be judged is unknown, with the reason', () => {
  const verdict = (history: History, initial?: unknown) => {
    const result = checkCausal(history, { variant: 'CM', initial });
    return [result.verdict, result.reason];
  };

  test('a value that is read and was written twice', () => {
    expect(verdict(processes('w x 1', 'w x 1', 'r x 1'))).toEqual([
      'unknown',
      'operation 2 (read "x": -> 1) found a value of key "x" that may come from operation 0 or operation 1: each value that is read must have been written once',
    ]);
    expect(verdict(processes('w x 1', 'w x 1', 'w y 1, r y 1'))[0]).toBe('ok');
  });

  test('the initial value, written again', () => {
    expect(verdict(processes('w x 0', 'r x 0'), 0)[1]).toMatch(/may come from the initial value \(0\) or operation 0/);
  });

  test('an operation that is no read and no write', () => {
    const swap = History.fromOperations([{ process: 0, f: 'cas', input: [1, 2], call: 0, return: 1 }]);
    expect(verdict(swap)[1]).toMatch(/^operation 0 \(cas \[1, 2\]\) is neither a read nor a write/);
  });

  test('more than fits into the memory', () => {
    const { verdict: found, reason } = checkCausal(processes('w x 1'), { variant: 'CC', maxMemory: 10 });
    expect([found, reason]).toEqual(['unknown', expect.stringContaining('maxMemory')]);
  });
});

test('a variant that there is not', () => {
  expect(() => checkCausal(processes('w x 1'), { variant: 'causal' as CausalVariant })).toThrow(
    'Expected `variant` to be CC, CCv or CM',
  );
});

test('nothing at all', () => {
  expect(patterns(History.fromOperations([]))).toEqual(none);
});
