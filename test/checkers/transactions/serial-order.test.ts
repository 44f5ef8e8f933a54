// The search for a serial order of registers against all orders, tried out: concurrent transactions that read what some order of them shows, so that
// little is known beforehand and the search has to choose, and to take back.

import { History } from '../../../src/checkers';
import { checkReadWriteRegister } from '../../../src/checkers/transactions/read-write-register';
import { SCALE } from '../reference/fuzz-scale';
import { hasLevel } from '../reference/isolation';
import { type Draw, drawFrom } from '../reference/random-history';
import { show } from '../reference/verdicts';

type Micro = [string, unknown, unknown];

/** Carried out one after the other; then one read in some is changed to another value of its key. */
function shuffled(draw: Draw, count: number): History {
  const store = new Map<unknown, unknown>();
  let value = 0;
  const outputs = Array.from({ length: count }, () => {
    const keys = ['x', 'y', 'z'].filter(() => draw(3) > 0);
    return keys.map((key): Micro => {
      if (draw(5) < 2) return ['r', key, store.get(key) ?? null];
      store.set(key, ++value);
      return ['w', key, value];
    });
  });
  const reads = outputs.flat().filter(([name]) => name === 'r');
  const writes = outputs.flat().filter(([name]) => name === 'w');
  const changed = reads[draw(reads.length + 1)];
  if (changed) {
    const others = writes.filter(([, key]) => key === changed[1]).map(([, , written]) => written);
    changed[2] = [null, ...others][draw(others.length + 1)];
  }
  for (let at = outputs.length - 1; at > 0; at--) outputs.push(...outputs.splice(draw(at + 1), 1));
  return History.fromOperations(
    outputs.map((output, process) => ({ process, f: 'txn', input: output, output, call: 0, return: 1 })),
  );
}

test('serializability is decided, and as all orders say', () => {
  const seen = { ok: 0, violation: 0, unknown: 0 };
  for (let seed = 0; seed < 400 * SCALE; seed++) {
    const history = shuffled(drawFrom(seed), 5);
    const { verdict } = checkReadWriteRegister(history);
    seen[verdict]++;
    const expected = hasLevel(history.operations, 'serializable') ? 'ok' : 'violation';
    if (verdict !== expected)
      throw new Error(`seed ${seed}: ${verdict}, not ${expected}:\n${show(history.operations)}`);
  }
  expect(seen.ok).toBeGreaterThan(100 * SCALE);
  expect(seen.violation).toBeGreaterThan(50 * SCALE);
});
