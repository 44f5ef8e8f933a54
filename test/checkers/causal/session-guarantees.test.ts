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

test('unknown for all where values are repeated', () => {
  const { verdict, guarantees } = checkSessionGuarantees(history([0, 'w', 'x', 1], [1, 'w', 'x', 1], [1, 'r', 'x', 1]));
  expect([verdict, ...guarantees.map((result) => result.verdict)]).toEqual(Array(5).fill('unknown'));
});

test('a guarantee that there is not', () => {
  expect(() => checkSessionGuarantees(history(), { guarantees: ['causal' as SessionGuarantee] })).toThrow(
    'Expected `guarantees` to be of monotonic-reads, monotonic-writes, read-your-writes, writes-follow-reads, got causal',
  );
});
