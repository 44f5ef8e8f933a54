// The search with all its reductions and look aheads, against every interleaving tried out, on small random histories.

import { type Model, oneOf } from '../../../src/checkers';
import { casRegister, fifoQueue, lock, map, multiRegister, register } from '../../../src/checkers/models';
import { checkSequentialConsistency } from '../../../src/checkers/sequential/sequential-consistency';
import { replayWitness } from '../../../src/checkers/witness';
import { SCALE } from '../reference/fuzz-scale';
import { someInterleavingIsLegal } from '../reference/interleavings';
import { type Draw, drawFrom, type OperationDraw, randomHistory } from '../reference/random-history';
import { wingGong } from '../reference/wing-gong';

const registerOperation: OperationDraw = (draw) => {
  const f = ['read', 'read', 'write', 'cas'][draw(4)] as string;
  if (f === 'read') return draw(12) === 0 ? { f, outcome: 'fail' } : { f, output: draw(4) === 0 ? null : draw(3) };
  if (f === 'write') return draw(10) === 0 ? { f, input: draw(3), outcome: 'fail' } : { f, input: draw(3) };
  return { f, input: [draw(3), draw(3)], outcome: draw(2) === 0 ? 'mismatch' : undefined };
};

/** Each write has a value of its own, so that the order that is necessary is known before the search. */
function distinctOperations(keys: number, [read, write]: readonly [string, string]): (draw: Draw) => OperationDraw {
  return (seed) => {
    const values = Array.from({ length: keys }, () => 0);
    return (draw) => {
      const number = draw(keys);
      const key = keys > 1 ? `k${number}` : undefined;
      if (draw(2) === 0) return { f: write, key, input: ++(values[number] as number) };
      const value = draw((values[number] as number) + 1 + seed(2));
      return { f: read, key, output: value === 0 ? null : value };
    };
  };
}

const mapOperation: OperationDraw = (draw) => {
  const key = `k${draw(2)}`;
  const f = ['get', 'get', 'put', 'put', 'append', 'delete', 'has', 'cas'][draw(8)] as string;
  const text = () => ['', 'a', 'b'][draw(3)] as string;
  if (f === 'get') return { f, key, output: draw(3) === 0 ? null : text() };
  if (f === 'has') return { f, key, output: draw(2) === 0 };
  if (f === 'delete') return { f, key, output: [true, false, undefined][draw(3)] };
  if (f === 'cas') return { f, key, input: [text(), text()], output: draw(2) === 0 };
  return { f, key, input: text() };
};

const multiOperation: OperationDraw = (draw) => {
  const key = () => `k${draw(2)}`;
  const kind = draw(5);
  if (kind === 0) return { f: 'write', key: key(), input: draw(3) };
  if (kind === 1) return { f: 'read', key: key(), output: draw(3) };
  const output = [0, 1].map(() =>
    draw(2) === 0 ? ['w', key(), draw(3)] : ['r', key(), draw(4) === 0 ? null : draw(3)],
  );
  return { f: 'txn', input: output, output };
};

const queueOperation: OperationDraw = (draw) => {
  if (draw(2) === 0) return { f: 'enqueue', input: draw(2) };
  if (draw(8) === 0) return { f: 'dequeue', outcome: 'blocked' };
  return { f: 'dequeue', output: draw(4) === 0 ? null : draw(2) };
};

const lockOperation: OperationDraw = (draw) =>
  draw(6) === 0 ? { f: 'acquire', outcome: 'blocked' } : { f: ['acquire', 'release', 'release'][draw(3)] as string };

/** Adds one or two, nobody knows which. */
const vagueCounter: Model<number> = {
  name: 'vague counter',
  init: () => 0,
  step(state, operation) {
    if (operation.f === 'add') return oneOf([state + 1, state + 2]);
    return register({ initial: state }).step(state, operation) as number;
  },
  pure: ({ f }) => f === 'read',
};

const counterOperation: OperationDraw = (draw) => (draw(2) === 0 ? { f: 'add' } : { f: 'read', output: draw(6) });

const cases: readonly (readonly [string, Model, (draw: Draw) => OperationDraw])[] = [
  ['CAS register', casRegister() as Model, () => registerOperation],
  ['register, distinct values', register() as Model, distinctOperations(1, ['read', 'write'])],
  ['map, distinct values', map() as Model, distinctOperations(2, ['get', 'put'])],
  ['map', map() as Model, () => mapOperation],
  ['multi-register', multiRegister() as Model, () => multiOperation],
  ['queue', fifoQueue() as Model, () => queueOperation],
  ['lock', lock() as Model, () => lockOperation],
  ['vague counter', vagueCounter as Model, () => counterOperation],
];

describe.each(cases)('%s', (_, model, operationOf) => {
  test('the verdict is that of all interleavings, and what is linearizable is sequentially consistent', () => {
    const verdicts = { ok: 0, violation: 0, unknown: 0 };
    for (let seed = 0; seed < 1_500 * SCALE; seed++) {
      const draw = drawFrom(seed);
      const size = 3 + draw(5);
      const history = randomHistory(draw, operationOf(draw), { size, processes: 1 + draw(3), crashes: 7 });
      const { operations } = history;
      const { verdict, witness, pattern, stuck, reason } = checkSequentialConsistency(history, model);
      verdicts[verdict]++;
      const expected = someInterleavingIsLegal(operations, model) ? 'ok' : 'violation';
      if (verdict !== expected) throw new Error(`seed ${seed}: ${verdict}, but it is ${expected}: ${reason}`);
      if (verdict === 'ok') expect(replayWitness(operations, witness ?? [], model, 'process order')).toBeNull();
      else expect(pattern ?? stuck).not.toBeNull();
      if (verdict === 'violation' && wingGong(operations, model)) throw new Error(`seed ${seed} is linearizable`);
    }
    expect(verdicts.unknown).toBe(0);
    expect(verdicts.ok).toBeGreaterThan(50 * SCALE);
    expect(verdicts.violation).toBeGreaterThan(50 * SCALE);
  });
});
