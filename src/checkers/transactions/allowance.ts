// What a check may still spend: edges to look at, and bytes. Time is watched from outside.

/** The budget ended in the middle of a pass; its message says which. What was found until then stands. */
export class BudgetEnded extends Error {
  override readonly name = 'BudgetEnded';
}

export class Allowance {
  /** Edges that searches may still look at. They give up below 0, and the passes behind them go on. */
  left: number;
  #looked = 0;
  #held = 0;
  #peak = 0;

  constructor(
    private readonly maxConfigurations: number,
    private readonly maxMemory: number,
  ) {
    this.left = Math.min(maxConfigurations, Number.MAX_SAFE_INTEGER);
  }

  /** Counts nodes and edges that a pass without a limit looks at. */
  look(configurations: number): void {
    this.#looked += configurations;
  }

  /** To be called before the bytes are taken. @throws BudgetEnded if they are more than what is left */
  hold(bytes: number): void {
    if (!this.fits(bytes)) throw new BudgetEnded(`the memory budget of ${this.maxMemory} bytes has ended (maxMemory)`);
    this.#held += bytes;
    if (this.#held > this.#peak) this.#peak = this.#held;
  }

  fits(bytes: number): boolean {
    return this.#held + bytes <= this.maxMemory;
  }

  /** Gives back at its end what was held in the call. */
  during<Result>(call: () => Result): Result {
    const held = this.#held;
    const result = call();
    this.#held = held;
    return result;
  }

  /** Gives a call at most so many edges of those that are left. @returns what it returned */
  within<Result>(edges: number, call: () => Result): Result {
    const given = Math.min(edges, this.left);
    const kept = this.left - given;
    this.left = given;
    const result = call();
    this.left = kept + Math.max(0, this.left);
    return result;
  }

  /** What was spent so far. */
  get statistics(): { configurations: number; memory: number } {
    const limit = Math.min(this.maxConfigurations, Number.MAX_SAFE_INTEGER);
    return { configurations: this.#looked + (limit - Math.max(0, this.left)), memory: this.#peak };
  }
}
