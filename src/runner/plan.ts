// The identity of a schedule: seed, lane and turn make it, and the number of an iteration stands for one lane and one turn, whatever has
// been found meanwhile.

import type { Trace } from '../trace';
import type { ResolvedOptions } from './options';
import { servesOneModel } from './own-strategy';

export type ModelName = 'host' | 'await';

/** A lane is what one strategy runs, turn by turn: the undisturbed schedules, the one in which everything is late, and those of each model. */
export type LaneName = 'undisturbed' | 'late' | ModelName;

export interface Schedule {
  /** 0-based number in the exploration. */
  readonly iteration: number;
  readonly lane: LaneName;
  /** 0-based number in the lane. */
  readonly turn: number;
  readonly model: ModelName;
}

/** The first schedules of every exploration are the same ones: the undisturbed one, once more, and the one where everything is late. */
export const FIXED_SCHEDULES = 3;
/** Under `auto`, every fourth schedule follows the model `await`. */
const AWAIT_SHARE = 4;
const HOST_SHARE = AWAIT_SHARE - 1;

/**
 * The number that seeds the random streams of an iteration, the strategy's and the body's. The fixed schedules share one, because the second
 * repeats the first; all other iterations have their own.
 */
export function streamOf(iteration: number): number {
  return iteration < FIXED_SCHEDULES ? 0 : iteration;
}

/** The stream of the iteration that a trace is of. */
export function streamOfTrace({
  iteration,
  stream = streamOf(iteration),
}: Pick<Trace, 'iteration' | 'stream'>): number {
  return stream;
}

/** Which schedule each number stands for: a function of the options alone. */
export class Plan {
  /** The models that are explored; the first is that of the fixed schedules. */
  readonly models: readonly ModelName[];

  constructor(options: Pick<ResolvedOptions, 'model' | 'latent' | 'strategy'>) {
    const { model, latent } = options;
    if (model !== 'auto') this.models = [model];
    else this.models = latent === 'off' || servesOneModel(options) ? ['host'] : ['host', 'await'];
  }

  schedule(iteration: number): Schedule {
    const model = this.models[0] as ModelName;
    if (iteration < 2) return { iteration, lane: 'undisturbed', turn: iteration, model };
    if (iteration < FIXED_SCHEDULES) return { iteration, lane: 'late', turn: 0, model };
    if (this.models.length === 1) return { iteration, lane: model, turn: iteration - FIXED_SCHEDULES, model };
    const fours = Math.floor(iteration / AWAIT_SHARE);
    return iteration % AWAIT_SHARE === HOST_SHARE
      ? { iteration, lane: 'await', turn: fours, model: 'await' }
      : { iteration, lane: 'host', turn: (fours - 1) * HOST_SHARE + (iteration % AWAIT_SHARE), model: 'host' };
  }

  /** The number of a turn of a model's lane: the inverse of `schedule`. */
  iterationOf(model: ModelName, turn: number): number {
    if (this.models.length === 1) return FIXED_SCHEDULES + turn;
    if (model === 'await') return AWAIT_SHARE * turn + HOST_SHARE;
    return AWAIT_SHARE * (Math.floor(turn / HOST_SHARE) + 1) + (turn % HOST_SHARE);
  }
}
