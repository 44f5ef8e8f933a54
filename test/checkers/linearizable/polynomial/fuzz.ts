// Tries a polynomial check on random histories whose results are drawn without regard to what happened: most are violations.

import type { Model, Operation } from '../../../../src/checkers';
import type { PolynomialCheck } from '../../../../src/checkers/linearizable/polynomial/polynomial';
import { SCALE } from '../../reference/fuzz-scale';
import { type Draw, drawFrom, type OperationDraw, randomHistory } from '../../reference/random-history';
import { emptyTally, type Tally, tryOne } from './against-definition';

export interface FuzzOptions {
  readonly check: PolynomialCheck;
  readonly model: (draw: Draw) => Model;
  /** Called once for each history, so that it can count. */
  readonly operations: (draw: Draw) => OperationDraw;
  readonly histories: number;
  readonly largest?: number;
  readonly crashes?: number;
}

/** @throws Error with the history on the first disagreement */
export function fuzz({ check, model, operations, histories, largest = 7, crashes = 6 }: FuzzOptions): Tally {
  const tally = emptyTally();
  for (let seed = 0; seed < histories * SCALE; seed++) {
    const draw = drawFrom(seed);
    const size = 1 + draw(largest);
    const processes = 1 + draw(4);
    const history = randomHistory(draw, operations(draw), { size, processes, crashes });
    const judged = model(draw);
    const drawn = touching(history.operations, 1 + draw(3)).filter((operation) => matters(operation, judged));
    tryOne(check, judged, drawn, tally);
  }
  return tally;
}

/** Coarser clocks make calls and returns fall on the same time: such operations are concurrent. */
function touching(operations: readonly Operation[], grain: number): readonly Operation[] {
  return operations.map((operation) => ({
    ...operation,
    call: Math.floor(operation.call / grain),
    return: Math.floor(operation.return / grain),
  }));
}

/** A check gets neither what did not happen nor what may have happened unseen. */
function matters(operation: Operation, model: Model): boolean {
  return operation.outcome !== 'fail' && !(operation.outcome === 'info' && model.pure?.(operation) === true);
}
