// What the models tell the search about themselves (pure, signature, observes, partition, structure) never changes a verdict: each model's
// histories are decided as by plain search, which asks for steps only.

import { checkLinearizable } from '../../../src/checkers/linearizable';
import { describeValue } from '../../../src/checkers/values/describe';
import { SCALE } from '../reference/fuzz-scale';
import { drawFrom, type OperationDraw, randomHistory } from '../reference/random-history';
import { wingGong } from '../reference/wing-gong';
import { CASES } from './random-operations';

const HISTORIES = 400;

describe('the search decides as the plain one does', () => {
  it.each(CASES)('$name', ({ name, model, draw: drawOperation }) => {
    const draw = drawFrom(name.length);
    let accepted = 0;
    for (let round = 0; round < HISTORIES * SCALE; round++) {
      const history = randomHistory(draw, withoutProcess(drawOperation), { size: 2 + draw(5), crashes: 4 });
      const expected = wingGong(history.operations, model);
      const { verdict, reason } = checkLinearizable(history, model);
      accepted += Number(expected);
      if (verdict !== (expected ? 'ok' : 'violation')) {
        const operations = history.operations.map(({ process, f, key, input, output, outcome, call, return: end }) => [
          process,
          f,
          key,
          input,
          output,
          outcome,
          call,
          end,
        ]);
        throw new Error(
          `round ${round}: ${verdict} (${reason}), but expected ${expected}: ${describeValue(operations, 5000)}`,
        );
      }
    }
    expect(accepted).toBeGreaterThan(HISTORIES * SCALE * 0.05);
    expect(accepted).toBeLessThan(HISTORIES * SCALE * 0.95);
  });
});

/** The history gives the processes; one in twelve operations is still waiting at the end. */
function withoutProcess(drawOperation: OperationDraw | (typeof CASES)[number]['draw']): OperationDraw {
  return (draw) => {
    const { f, key, input, output, outcome } = drawOperation(draw);
    if (draw(12) === 0) return { f, key, input, output: undefined, outcome: 'blocked' };
    return outcome === undefined ? { f, key, input, output } : { f, key, input, output, outcome };
  };
}
