// The necessary order, entered operation by operation, against the same rules applied to a matrix until nothing changes.

import { valueOf } from '../../../src/checkers/causal/access';
import { OrderClocks } from '../../../src/checkers/causal/order-clocks';
import { INITIAL, type SessionHistory, sessionHistory } from '../../../src/checkers/causal/session-history';
import { topologicalOrder } from '../../../src/checkers/causal/topological-order';
import { NecessaryOrder } from '../../../src/checkers/sequential/necessary-order';
import { threadsOf } from '../../../src/checkers/sequential/threads';
import { randomReadsAndWrites } from '../causal/distinct-writes';
import { SCALE } from '../reference/fuzz-scale';
import { drawFrom } from '../reference/random-history';

/** Whether each operation comes before each other; null if one comes before itself. */
function closure({ operations, parent, from, readKey, writeKey }: SessionHistory): boolean[][] | null {
  const count = operations.length;
  const before = Array.from({ length: count }, () => new Array<boolean>(count).fill(false));
  const isBefore = (one: number, other: number) => before[one]?.[other] === true;
  let changed = true;
  const put = (one: number, other: number) => {
    if (isBefore(one, other)) return;
    (before[one] as boolean[])[other] = true;
    changed = true;
  };
  for (let node = 0; node < count; node++) {
    if ((parent[node] as number) >= 0) put(parent[node] as number, node);
    if ((from[node] as number) >= 0) put(from[node] as number, node);
  }
  while (changed) {
    changed = false;
    for (let via = 0; via < count; via++) {
      for (let one = 0; one < count; one++) {
        for (let other = 0; other < count; other++) if (isBefore(one, via) && isBefore(via, other)) put(one, other);
      }
    }
    for (let read = 0; read < count; read++) {
      const write = from[read] as number;
      if (write < INITIAL) continue;
      for (let other = 0; other < count; other++) {
        if (writeKey[other] !== readKey[read] || other === write) continue;
        if (write === INITIAL || isBefore(write, other)) put(read, other);
        else if (isBefore(other, read)) put(other, write);
      }
    }
  }
  return before.some((row, node) => row[node]) ? null : before;
}

test('is the least order that the rules allow, or a violation if there is none', () => {
  const count = { violations: 0, orders: 0 };
  for (let seed = 0; seed < 2_000 * SCALE; seed++) {
    const history = randomReadsAndWrites(drawFrom(seed), 14);
    const sessions = sessionHistory(threadsOf(history.operations), valueOf(null));
    const { order } = topologicalOrder(sessions);
    if (!order) continue;
    const clocks = new OrderClocks(sessions);
    const { violation } = new NecessaryOrder(sessions, clocks, order);
    const expected = closure(sessions);
    if ((expected === null) !== (violation !== null)) throw new Error(`seed ${seed}: ${violation?.text}`);
    count[expected ? 'orders' : 'violations']++;
    const found = sessions.operations.map((_, one) =>
      sessions.operations.map((_, other) => one !== other && clocks.precedes(one, other)),
    );
    if (expected) expect([seed, found]).toEqual([seed, expected]);
  }
  expect(Math.min(count.violations, count.orders)).toBeGreaterThan(300 * SCALE);
});
