// The session guarantees one by one, and why together they are more than each alone.

import { History, type OperationInput } from '../../../src/checkers';
import { SESSION_GUARANTEES, type SessionGuarantee } from '../../../src/checkers/causal/guarantee';
import { checkSessionGuarantees } from '../../../src/checkers/causal/session-guarantees';

/** `[process, 'w' or 'r', key, value]`, in the order of the calls. */
function history(...operations: readonly (readonly [number, 'w' | 'r', string, number | null])[]): History {
  return History.fromOperations(
    operations.map(([process, kind, key, value], index): OperationInput => {
      const about = { process, key, call: 2 * index, return: 2 * index + 1 };
      return kind === 'w' ? { ...about, f: 'write', input: value } : { ...about, f: 'read', output: value };
    }),
  );
}

function broken(given: History): SessionGuarantee[] {
  const { guarantees } = checkSessionGuarantees(given);
  expect(guarantees.map(({ guarantee }) => guarantee)).toEqual(SESSION_GUARANTEES);
  return guarantees.filter(({ verdict }) => verdict === 'violation').map(({ guarantee }) => guarantee);
}

test.each<[SessionGuarantee, History]>([
  ['monotonic-reads', history([0, 'w', 'x', 1], [1, 'r', 'x', 1], [1, 'r', 'x', null])],
  ['read-your-writes', history([0, 'w', 'x', 1], [0, 'r', 'x', null])],
])('%s alone is broken', (guarantee, given) => {
  expect(broken(given)).toEqual([guarantee]);
});

test('writes follow reads: effects are seen in the order of their causes', () => {
  const given = history([0, 'w', 'x', 1], [1, 'r', 'x', 1], [1, 'w', 'x', 2], [2, 'r', 'x', 2], [2, 'r', 'x', 1]);
  expect(broken(given)).toEqual([]);
  const both = ['monotonic-reads', 'writes-follow-reads'] as const;
  const { verdict, together } = checkSessionGuarantees(given, { guarantees: both });
  expect(verdict).toBe('violation');
  expect(together).toMatchObject({
    criterion: 'monotonic reads, writes follow reads',
    pattern: { name: 'no order of the writes' },
  });
  expect(together.reason).toMatch(
    /then write "x": 2 \(operation 2 of process 1\), because of what read "x": -> 2 \(operation 3 of process 2\) found/,
  );
});

test('a session whose writes others see in another order breaks monotonic writes only together with monotonic reads', () => {
  const given = history([0, 'w', 'x', 1], [0, 'w', 'x', 2], [1, 'r', 'x', 2], [1, 'r', 'x', 1]);
  expect(broken(given)).toEqual([]);
  const guarantees = ['monotonic-reads', 'monotonic-writes'] as const;
  expect(checkSessionGuarantees(given, { guarantees }).verdict).toBe('violation');
});

test('a write whose end nobody saw comes with the writes of its process before it', () => {
  const given = History.fromOperations([
    { process: 0, f: 'write', key: 'x', input: 1, call: 0, return: 1 },
    { process: 0, f: 'write', key: 'y', input: 1, call: 2, outcome: 'info' },
    { process: 1, f: 'read', key: 'y', output: 1, call: 3, return: 4 },
    { process: 1, f: 'read', key: 'x', output: null, call: 5, return: 6 },
  ]);
  const guarantees = ['monotonic-reads', 'monotonic-writes'] as const;
  expect(checkSessionGuarantees(given, { guarantees }).together.pattern).toMatchObject({
    name: 'write not visible',
    operations: [{ index: 0 }, { index: 3 }],
  });
});

test('what was found before a write comes with it through any number of sessions', () => {
  const first = [
    [0, 'w', 'x', 1],
    [1, 'r', 'x', 1],
    [1, 'w', 'y', 1],
    [2, 'r', 'y', 1],
    [2, 'w', 'z', 1],
  ] as const;
  const given = history(...first, [3, 'r', 'z', 1], [3, 'r', 'x', null]);
  const guarantees = ['monotonic-reads', 'writes-follow-reads'] as const;
  expect(checkSessionGuarantees(given, { guarantees }).verdict).toBe('violation');
  expect(broken(given)).toEqual([]);
});

test('unknown for all where values are repeated', () => {
  const { verdict, guarantees } = checkSessionGuarantees(history([0, 'w', 'x', 1], [1, 'w', 'x', 1], [1, 'r', 'x', 1]));
  expect([verdict, ...guarantees.map((result) => result.verdict)]).toEqual(Array(5).fill('unknown'));
});

test('a guarantee that there is not', () => {
  expect(() => checkSessionGuarantees(history(), { guarantees: ['causal' as SessionGuarantee] })).toThrow(
    'Expected `guarantees` to be of monotonic-reads, monotonic-writes, read-your-writes, writes-follow-reads, got causal',
  );
});
