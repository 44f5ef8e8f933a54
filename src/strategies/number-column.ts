// A growable column of numbers indexed by small integers (task indices, sequence numbers of operations), kept from iteration to
// iteration so that a decision allocates nothing. A Map in its place costs about ten times as much per access.

import { max } from '../engine/natives';

export class NumberColumn {
  private values: Float64Array;
  private used = 0;

  /** @param initial what an index holds until it is set */
  constructor(private readonly initial: number) {
    this.values = new Float64Array(256).fill(initial);
  }

  /** Every index holds the initial value again. */
  reset(): void {
    this.values.fill(this.initial, 0, this.used);
    this.used = 0;
  }

  get(index: number): number {
    return index < this.used ? (this.values[index] as number) : this.initial;
  }

  set(index: number, value: number): void {
    if (index >= this.used) {
      this.used = index + 1;
      if (this.used > this.values.length) this.grow();
    }
    this.values[index] = value;
  }

  private grow(): void {
    const larger = new Float64Array(max(this.used, this.values.length * 2)).fill(this.initial);
    larger.set(this.values);
    this.values = larger;
  }
}
