// The log of decisions: integers in a preallocated array (the hot loop makes no object per decision), and the rolling hashes that
// tell schedules apart.

import { imul } from './natives';

/** Indices into DECISION_KINDS. */
export const PICK = 0;
export const LATE = 1;
export const CHOOSE = 2;
export const NATIVE = 3;

/** Choices of LATE; a larger one is AS_EVENT and the number of microtasks by which the operation completes later than at once. */
export const AT_ONCE = 0;
export const AS_EVENT = 1;

/** Entries per decision: kind, number of options, choice. */
const STRIDE = 3;

export class DecisionLog {
  private entries = new Int32Array(STRIDE * 1024);
  private length = 0;
  private high = 0;
  private low = 0;

  reset(): void {
    this.length = 0;
    this.high = 0x9e3779b9 | 0;
    this.low = 0x7f4a7c15 | 0;
  }

  /**
   * Notes a decision.
   * @param identity of the chosen operation (task and site), so that equal choices at different places hash differently
   */
  note(kind: number, options: number, choice: number, identity: number): void {
    const { length } = this;
    if (length + STRIDE > this.entries.length) this.grow();
    const { entries } = this;
    entries[length] = kind;
    entries[length + 1] = options;
    entries[length + 2] = choice;
    this.length = length + STRIDE;
    this.mix((kind << 28) ^ (choice << 20) ^ (options << 12) ^ identity);
  }

  /** Mixes an integer into both hashes. */
  mix(value: number): void {
    const high = imul(this.high ^ value, 0x85ebca6b);
    this.high = high ^ (high >>> 15);
    this.low = (imul(this.low, 31) + value) ^ (high >>> 9);
  }

  /** 53 bits of hash over everything mixed in since `reset`. */
  get hash(): number {
    return (this.high >>> 0) * 0x200000 + ((this.low >>> 0) & 0x1fffff);
  }

  /** Counts how often the strategy was asked: picks, and all questions. */
  countQuestions(counts: { picks: number; decisions: number }): void {
    const { entries, length } = this;
    let picks = 0;
    let natives = 0;
    for (let i = 0; i < length; i += STRIDE) {
      const kind = entries[i];
      if (kind === PICK) picks++;
      else if (kind === NATIVE) natives++;
    }
    counts.picks = picks;
    counts.decisions = length / STRIDE - natives;
  }

  copy(): number[] {
    return Array.from(this.entries.subarray(0, this.length));
  }

  private grow(): void {
    const larger = new Int32Array(this.entries.length * 2);
    larger.set(this.entries);
    this.entries = larger;
  }
}
