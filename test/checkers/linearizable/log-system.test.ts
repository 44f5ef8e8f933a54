// The log without lists decides as the model with lists does, with few values so that many contents are alike, and knows what only a list can tell.

import { checkLinearizable, explainViolation, History, models, type OperationInput } from '../../../src/checkers';
import { JustInTimeSearch } from '../../../src/checkers/linearizable/just-in-time';
import { LogSystem } from '../../../src/checkers/linearizable/log-system';
import { makePart, partition } from '../../../src/checkers/linearizable/make-part';
import { SCALE } from '../reference/fuzz-scale';
import { drawFrom, type OperationDraw, randomHistory } from '../reference/random-history';
import { corruptOne, type SimulatedObject, simulatedHistory } from '../reference/simulated-history';
import { wingGong } from '../reference/wing-gong';

const blindly: OperationDraw = (draw) => {
  const kind = draw(7);
  if (kind < 3) {
    const append = { f: 'append', input: draw(3), output: draw(3) === 0 ? draw(3) : undefined };
    return draw(12) === 0 ? { ...append, outcome: 'blocked' } : append;
  }
  if (kind === 3) return { f: 'length', output: draw(4) };
  if (kind === 4) return { f: 'read', input: draw(3), output: null };
  return { f: 'readAll', output: draw(8) === 0 ? undefined : Array.from({ length: draw(3) }, () => draw(3)) };
};

/** Few of the appends say where. */
function simulatedLog(values: number): SimulatedObject {
  const held: unknown[] = [];
  return {
    draw: (draw) => {
      if (draw(8) === 0) return { f: 'length' };
      return draw(3) === 0 ? { f: 'readAll' } : { f: 'append', input: draw(values) };
    },
    apply({ f, input }) {
      if (f === 'length') return { output: held.length };
      if (f === 'readAll') return { output: [...held] };
      held.push(input);
      return held.length % 5 === 0 ? { output: held.length - 1 } : {};
    },
  };
}

function swapLast(output: unknown): unknown {
  const list = output as unknown[];
  return list.length < 2 ? [...list, 0] : [...list.slice(0, -2), list.at(-1), list.at(-2)];
}

test.each([
  ['an empty log', models.log()],
  ['a log that holds something', models.log({ initial: [1] })],
])(
  '%s: blind histories are decided as plain search decides them, looking ahead or not, in both orders',
  (name, model) => {
    const draw = drawFrom(name.length);
    const verdicts = { ok: 0, violation: 0 };
    for (let run = 0; run < 4000 * SCALE; run++) {
      const history = randomHistory(draw, blindly, { size: 2 + draw(5), processes: 2 + draw(3), crashes: draw(2) * 5 });
      const expected = wingGong(history.operations, model) ? 'ok' : 'violation';
      verdicts[expected]++;
      const [part] = partition(history.operations, model);
      for (const lookAhead of [true, false]) {
        const made = makePart(part as NonNullable<typeof part>, lookAhead);
        expect(made.system).toBeInstanceOf(LogSystem);
        for (const order of ['return', 'call'] as const) {
          const verdict = new JustInTimeSearch(made, { order }).run(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
          if (verdict !== expected) throw new Error(`${verdict}: ${JSON.stringify(history.operations)}`);
        }
      }
      if (checkLinearizable(history, model).verdict !== expected) {
        throw new Error(`not ${expected}: ${JSON.stringify(history.operations)}`);
      }
    }
    expect(verdicts.ok).toBeGreaterThan(200 * SCALE);
    expect(verdicts.violation).toBeGreaterThan(200 * SCALE);
  },
);

test('real runs are accepted, one wrong result is judged as plain search judges it', () => {
  const model = models.log();
  let violations = 0;
  for (let seed = 0; seed < 1500 * SCALE; seed++) {
    const draw = drawFrom(seed);
    const real = simulatedHistory(draw, simulatedLog(3), { size: 8, clients: 3, crashes: 8 });
    expect(checkLinearizable(real, model).verdict).toBe('ok');
    const corrupted = corruptOne(
      draw,
      real,
      (f) => f === 'readAll',
      (_, output) => swapLast(output),
    );
    const expected = wingGong(corrupted.operations, model);
    if (!expected) violations++;
    expect([seed, checkLinearizable(corrupted, model).verdict]).toEqual([seed, expected ? 'ok' : 'violation']);
  }
  expect(violations).toBeGreaterThan(200 * SCALE);
});

test('1,000 operations by 20 clients, 20 of them unknown: hardly more configurations than operations', () => {
  const real = simulatedHistory(drawFrom(1), simulatedLog(1000), {
    size: 1000,
    clients: 20,
    crashes: 10,
    maxCrashes: 20,
  });
  const accepted = checkLinearizable(real, models.log());
  expect(accepted.verdict).toBe('ok');
  expect(accepted.statistics.configurations).toBeLessThan(1000);
  const swapped = corruptOne(
    drawFrom(2),
    real,
    (f) => f === 'readAll',
    (_, output) => swapLast(output),
  );
  const refuted = checkLinearizable(swapped, models.log());
  expect(refuted.verdict).toBe('violation');
  expect(refuted.statistics.configurations).toBeLessThan(1000);
});

test('a violation is explained by the read that contradicts, not by the append that it makes impossible', () => {
  const operations: OperationInput[] = [
    { process: 0, f: 'append', input: 1, call: 0, return: 1 },
    { process: 0, f: 'append', input: 2, call: 2, return: 3 },
    { process: 0, f: 'append', input: 3, call: 4, return: 5 },
    { process: 0, f: 'readAll', output: [2, 1, 3], call: 6, return: 7 },
  ];
  const history = History.fromOperations(operations);
  const model = models.log();
  const { stuck, core } = explainViolation(history, model, checkLinearizable(history, model));
  expect(stuck?.order.map(({ index }) => index)).toEqual([0, 1, 2]);
  expect(stuck?.candidates.map(({ reason }) => reason)).toEqual(['read [2, 1, 3], but the log holds [1, 2, 3]']);
  expect(core.at(-1)?.f).toBe('readAll');
});

test.each([
  ['a value read at an offset', [{ f: 'read', input: 0, output: 1 }]],
  [
    'nothing at an offset where nothing may be a value',
    [
      { f: 'append', input: null },
      { f: 'read', input: 0, output: null },
    ],
  ],
  ['a length that is none', [{ f: 'length', output: 'long' }]],
  ['an operation that logs do not have', [{ f: 'delete' }]],
] as const)('%s is left to the model', (_, drafts) => {
  const operations = drafts.map((draft, at) => ({ process: 0, call: 2 * at, return: 2 * at + 1, ...draft }));
  const history = History.fromOperations(operations);
  expect(LogSystem.of(models.log(), history.operations, true)).toBeNull();
});
