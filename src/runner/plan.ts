// The identity of a schedule: seed, lane and turn make it, and the number of an iteration stands for one lane and one turn, whatever has
// been found meanwhile.

import type { Trace } from '../trace';
import type { ResolvedOptions } from './options';
import { servesOneModel } from './own-strategy';

export type ModelName = 'host' | 'await';

/** A search of each model, beside the strategy that is explored with. */
export type SearchName = `${ModelName} search`;

/**
 * A lane is what one strategy runs, turn by turn: the undisturbed schedules, the one in which everything is late, those of each model, and
 * those of a search of each model.
 */
export type LaneName = 'undisturbed' | 'late' | ModelName | SearchName;

/** The model that a lane explores; null of the lanes that every exploration begins with. */
export function modelOf(lane: LaneName): ModelName | null {
  if (lane === 'host' || lane === 'host search') return 'host';
  return lane === 'await' || lane === 'await search' ? 'await' : null;
}

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
/** The strategy that comes with a search. */
const DEFAULT_STRATEGY = 'portfolio';
/** Under `auto`, every fourth schedule follows the model `await`. */
const AWAIT_SHARE = 4;
const HOST_SHARE = AWAIT_SHARE - 1;
/**
 * Among the schedules of a model, the last of each so many is the search's, up to a bound behind which none is. At first many, since small bodies
 * have few schedules; then few, since sampling finds in some hundred what it finds at all; then many again.
 */
const SHARES: readonly Share[] = [
  { from: 0, until: 64, of: 2 },
  { from: 64, until: 1024, of: 8 },
  { from: 1024, until: 16_384, of: 2 },
];

/** Of the numbers from `from` to before `until`, each `of`-th. */
interface Share {
  readonly from: number;
  readonly until: number;
  readonly of: number;
}

export function searchOf(model: ModelName): SearchName {
  return `${model} search`;
}

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
  /** A search of each model comes with the strategy. */
  readonly searches: boolean;

  constructor(options: Pick<ResolvedOptions, 'model' | 'latent' | 'strategy' | 'search'>) {
    const { model, latent, strategy, search } = options;
    if (model !== 'auto') this.models = [model];
    else this.models = latent === 'off' || servesOneModel(options) ? ['host'] : ['host', 'await'];
    this.searches = search && strategy === DEFAULT_STRATEGY;
  }

  schedule(iteration: number): Schedule {
    const model = this.models[0] as ModelName;
    if (iteration < 2) return { iteration, lane: 'undisturbed', turn: iteration, model };
    if (iteration < FIXED_SCHEDULES) return { iteration, lane: 'late', turn: 0, model };
    if (this.models.length === 1) return this.of(iteration, model, iteration - FIXED_SCHEDULES);
    const fours = Math.floor(iteration / AWAIT_SHARE);
    return iteration % AWAIT_SHARE === HOST_SHARE
      ? this.of(iteration, 'await', fours)
      : this.of(iteration, 'host', (fours - 1) * HOST_SHARE + (iteration % AWAIT_SHARE));
  }

  /** The number of a turn of a lane of a model: the inverse of `schedule`. */
  iterationOf(lane: ModelName | SearchName, turn: number): number {
    const model = modelOf(lane);
    const number = this.numberOf(lane !== model, turn);
    if (this.models.length === 1) return FIXED_SCHEDULES + number;
    if (model === 'await') return AWAIT_SHARE * number + HOST_SHARE;
    return AWAIT_SHARE * (Math.floor(number / HOST_SHARE) + 1) + (number % HOST_SHARE);
  }

  /** A schedule of a model, by its number among those of the model. */
  private of(iteration: number, model: ModelName, number: number): Schedule {
    if (!this.searches) return { iteration, lane: model, turn: number, model };
    const searched = turnsOfSearch(number);
    return turnsOfSearch(number + 1) > searched
      ? { iteration, lane: searchOf(model), turn: searched, model }
      : { iteration, lane: model, turn: number - searched, model };
  }

  /** The number of a turn among the schedules of its model. */
  private numberOf(isOfSearch: boolean, turn: number): number {
    if (!this.searches) return turn;
    let left = turn;
    for (let i = 0; i < SHARES.length; i++) {
      const { from, until, of } = SHARES[i] as Share;
      const turns = ((until - from) / of) * (isOfSearch ? 1 : of - 1);
      if (left < turns) return from + (isOfSearch ? left * of + of - 1 : left + Math.floor(left / (of - 1)));
      left -= turns;
    }
    return (SHARES[SHARES.length - 1] as Share).until + left;
  }
}

/** How many of a model's first schedules are the search's. */
function turnsOfSearch(number: number): number {
  let turns = 0;
  for (let i = 0; i < SHARES.length; i++) {
    const { from, until, of } = SHARES[i] as Share;
    if (number > from) turns += Math.floor((Math.min(number, until) - from) / of);
  }
  return turns;
}
