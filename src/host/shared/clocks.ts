// Vector clocks: what an agent knows of how far the others have come. One component per agent, by its index.

export type Clock = number[];

/** `target` knows from now on what `source` knows. */
export function join(target: Clock, source: readonly number[]): void {
  for (let i = 0; i < source.length; i++) {
    const time = source[i] ?? 0;
    if (time > (target[i] ?? 0)) target[i] = time;
  }
}

/** Whether whoever has this clock comes behind moment `time` of agent `index`. */
export const isBehind = (clock: readonly number[], index: number, time: number): boolean => (clock[index] ?? 0) >= time;

/** The clocks of the agents of an iteration. */
export class Clocks {
  private readonly clocks: Clock[] = [];

  of(index: number): Clock {
    let clock = this.clocks[index];
    if (clock === undefined) {
      clock = [];
      clock[index] = 1;
      this.clocks[index] = clock;
    }
    return clock;
  }

  /** What agent `index` has done so far, to be handed on; what it does from now on is not among it. */
  release(index: number): readonly number[] {
    const clock = this.of(index);
    const copy = clock.slice();
    clock[index] = (clock[index] ?? 0) + 1;
    return copy;
  }
}
