// How long the iterations of a test are, in decisions: measured, because no caller knows it and PCT depends on it.

import type { Random } from './strategy';

const REMEMBERED = 16;

/**
 * The lengths of the last sixteen iterations. PCT with a configured length is 10 to 110 times worse than with a measured one, and
 * the maximum, which other implementations keep, never recovers from one iteration that ran into the step bound.
 */
export class RunLengths {
  private readonly lengths: number[] = [];
  /** The same in ascending order. */
  private readonly sorted: number[] = [];
  private position = 0;

  note(length: number): void {
    const { lengths, sorted, position } = this;
    if (position < lengths.length) sorted.splice(sorted.indexOf(lengths[position] as number), 1);
    lengths[position] = length;
    this.position = (position + 1) % REMEMBERED;
    let place = sorted.length;
    while (place > 0 && (sorted[place - 1] as number) > length) place--;
    sorted.splice(place, 0, length);
  }

  /** The length of one of the remembered iterations, drawn at random; 0 before the first has ended. */
  draw(random: Random): number {
    return this.lengths.length === 0 ? 0 : (this.lengths[random.below(this.lengths.length)] as number);
  }

  /** The middle one of the remembered lengths; 0 before the first iteration has ended. */
  get median(): number {
    return this.sorted[this.sorted.length >> 1] ?? 0;
  }
}
