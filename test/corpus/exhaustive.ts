// The fewest departures with which a body fails, by brute force: every schedule with none, then every one with one, and so on.
// Knows nothing of how shrinking searches, so that it can judge it.

import { type ExploreOptions, type IterationOutcome, type Strategy, tryIteration } from 'lockstep';
import type { Pair } from './pair';

export interface Fewest {
  /** Departures of the first failing schedule; null if none was found within the cap. */
  readonly departures: number | null;
  /** Every schedule with fewer departures than this was tried. */
  readonly excludedBelow: number;
  readonly schedules: number;
}

/** Choice by number of decision; the others are 0. */
type Choices = ReadonlyMap<number, number>;

/** Takes the listed choices, and the first option everywhere else. */
class Listed implements Strategy {
  readonly name = 'listed';
  readonly memory = 'none';
  /** Number of options of each decision of the run. */
  options: number[] = [];
  private choices: Choices = new Map();

  take(choices: Choices): this {
    this.choices = choices;
    return this;
  }

  begin(): void {
    this.options = [];
  }

  pick(enabled: readonly unknown[]): number {
    return this.next(enabled.length);
  }

  late(): boolean {
    return this.next(2) === 1;
  }

  choose(n: number): number {
    return this.next(n);
  }

  private next(options: number): number {
    const choice = this.choices.get(this.options.push(options) - 1) ?? 0;
    return choice < options ? choice : 0;
  }
}

/**
 * @param options with the seed and iteration of the schedule that failed, which data choices depend on
 * @param bug the failure that is looked for: see `Pair.bug`
 * @param most schedules to run
 */
export async function fewestDepartures(
  body: () => Promise<void>,
  options: ExploreOptions & { readonly iteration: number },
  bug: Pair['bug'],
  most: number,
): Promise<Fewest> {
  const strategy = new Listed();
  // The first three schedules of an exploration cannot be steered. A body that draws no random numbers does the same in all others.
  const iteration = Math.max(3, options.iteration);
  let schedules = 0;
  let found: number | null = null;
  /** Most decisions in a schedule. */
  let deepest = 0;

  /** Tries all schedules with `missing` departures more than `choices`, from decision number `from` on. False: the cap was reached. */
  const extend = async (choices: Choices, from: number, missing: number): Promise<boolean> => {
    if (schedules >= most) return false;
    schedules++;
    const outcome = await tryIteration(body, { ...options, iteration, strategy: strategy.take(choices) });
    deepest = Math.max(deepest, strategy.options.length);
    if (missing === 0) {
      if (isBug(bug, outcome)) found = choices.size;
      return true;
    }
    const { options: decisions } = strategy;
    for (let index = from; index < decisions.length; index++)
      for (let choice = 1; choice < (decisions[index] as number) && found === null; choice++)
        if (!(await extend(new Map(choices).set(index, choice), index + 1, missing - 1))) return false;
    return true;
  };

  let bound = 0;
  while (found === null && bound <= deepest && (await extend(new Map(), 0, bound))) bound++;
  return { departures: found, excludedBelow: found ?? bound, schedules };
}

function isBug(bug: Pair['bug'], { failure }: IterationOutcome): boolean {
  if (failure === null) return false;
  if (bug === 'deadlock') return failure.kind === 'deadlock';
  const { error } = failure;
  const message = error instanceof Error ? error.message : String((error as Error | undefined)?.message ?? error);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Jest colours its messages with escape sequences
  return bug.test(`bug: ${failure.kind}: ${message.replace(/\u001b\[\d+m/g, '')}`);
}
