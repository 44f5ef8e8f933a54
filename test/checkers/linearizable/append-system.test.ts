// The append register without strings decides as the model with strings does, with few tokens so that many contents are alike.

import { checkLinearizable, models } from '../../../src/checkers';
import { AppendSystem } from '../../../src/checkers/linearizable/append-system';
import { JustInTimeSearch } from '../../../src/checkers/linearizable/just-in-time';
import { makePart, partition } from '../../../src/checkers/linearizable/make-part';
import { SCALE } from '../reference/fuzz-scale';
import { drawFrom, type OperationDraw, randomHistory } from '../reference/random-history';
import { corruptOne, simulatedHistory, simulatedStore } from '../reference/simulated-history';
import { wingGong } from '../reference/wing-gong';

const TOKENS = ['', 'a', 'b', 'ab'];

const blindly: OperationDraw = (draw) => {
  const text = TOKENS[draw(4)] as string;
  const kind = draw(5);
  if (kind < 2) return { f: 'get', output: kind === 0 ? `${text}${TOKENS[draw(4)]}` : draw(3) === 0 ? null : text };
  return { f: kind < 4 ? 'append' : 'put', input: text };
};

test.each([
  ['from nothing', models.appendRegister()],
  ["from ''", models.appendRegister({ initial: '' })],
  ["from 'a'", models.appendRegister({ initial: 'a' })],
])('%s: blind histories are decided as plain search decides them, in both orders', (name, model) => {
  const draw = drawFrom(name.length);
  let legal = 0;
  for (let run = 0; run < 4000 * SCALE; run++) {
    const history = randomHistory(draw, blindly, { size: 3 + draw(4), processes: 2 + draw(2), crashes: draw(2) * 5 });
    const expected = wingGong(history.operations, model);
    if (expected) legal++;
    const [part] = partition(history.operations, model);
    const made = makePart(part as NonNullable<typeof part>);
    expect(made.system).toBeInstanceOf(AppendSystem);
    for (const order of ['return', 'call'] as const) {
      const verdict = new JustInTimeSearch(made, { order }).run(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
      if (verdict !== (expected ? 'ok' : 'violation'))
        throw new Error(`${verdict}: ${JSON.stringify(history.operations)}`);
    }
    if (checkLinearizable(history, model).verdict !== (expected ? 'ok' : 'violation')) {
      throw new Error(`not ${expected}: ${JSON.stringify(history.operations)}`);
    }
  }
  expect(legal).toBeGreaterThan(200 * SCALE);
});

test('a store of several keys: real runs are accepted, one wrong result is judged as plain search judges it', () => {
  const model = models.map({ initial: '' });
  let violations = 0;
  for (let seed = 0; seed < 1500 * SCALE; seed++) {
    const draw = drawFrom(seed);
    const real = simulatedHistory(draw, simulatedStore(), { size: 7, clients: 3, crashes: 8 });
    expect(checkLinearizable(real, model).verdict).toBe('ok');
    const corrupted = corruptOne(
      draw,
      real,
      (f) => f === 'get',
      (_, output) => `${output}0`.slice(draw(2)),
    );
    const expected = wingGong(corrupted.operations, model);
    if (!expected) violations++;
    expect([seed, checkLinearizable(corrupted, model).verdict]).toEqual([seed, expected ? 'ok' : 'violation']);
  }
  expect(violations).toBeGreaterThan(200 * SCALE);
});

test('values that are no strings are left to the model', () => {
  const model = models.appendRegister({ initial: 1 });
  expect(AppendSystem.of(model, [])).toBeNull();
});
