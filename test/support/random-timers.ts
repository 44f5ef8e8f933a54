// A seeded generator of programs on Node's queues: timers, immediates, ticks, microtasks and promise jobs that set off each other and log.
// Their order on an event loop that nothing disturbs is no matter of chance: timers are due together, or 10 ms or more apart.

import { RandomSource } from '../../src/strategies/random-source';

/** Delays of timers, by how many timers are around. What different timers set is due at different times. */
const DELAYS = [
  [30, 30, 60],
  [10, 10, 20],
];

/** Immediates within immediates. */
const MOST_IMMEDIATES = 2;

interface Place {
  readonly timers: number;
  readonly immediates: number;
  readonly depth: number;
}

class Writer {
  private labels = 0;

  constructor(private readonly random: RandomSource) {}

  private one<T>(options: readonly T[]): T {
    return options[this.random.below(options.length)] as T;
  }

  private log(): string {
    return `log('${++this.labels}');`;
  }

  private block(place: Place, most: number): string {
    if (place.depth === 0) return this.log();
    const count = 1 + this.random.below(most);
    return this.log() + Array.from({ length: count }, () => this.statement(place)).join('\n');
  }

  private statement(place: Place): string {
    const { timers, immediates, depth } = place;
    const delays = DELAYS[timers];
    const kinds = ['tick', 'microtask', 'job', 'log', 'chain'];
    if (delays !== undefined) kinds.push('timer', 'timer', 'timer');
    // The clock may go on between two timers that set immediates for the same time.
    if (timers < DELAYS.length && immediates < MOST_IMMEDIATES) kinds.push('immediate', 'immediate');
    const inner = { ...place, depth: depth - 1 };
    switch (this.one(kinds)) {
      case 'tick':
        return `process.nextTick(() => { ${this.block(inner, 2)} });`;
      case 'microtask':
        return `queueMicrotask(() => { ${this.block(inner, 2)} });`;
      case 'job':
        return `Promise.resolve().then(() => { ${this.block(inner, 2)} });`;
      case 'chain':
        return `(async () => { ${this.log()} await null; ${this.block(inner, 2)} })();`;
      case 'immediate':
        return `setImmediate(() => { ${this.block({ ...inner, immediates: immediates + 1 }, 3)} });`;
      case 'timer':
        return `setTimeout(() => { ${this.block({ ...inner, timers: timers + 1, immediates: 0 }, 3)} }, ${this.one(delays as number[])});`;
      default:
        return this.log();
    }
  }

  program(): string {
    return `async (log) => {
${this.block({ timers: 0, immediates: 0, depth: 5 }, 6)}
${this.statement({ timers: 0, immediates: 0, depth: 5 })}
await null;
${this.block({ timers: 0, immediates: 0, depth: 4 }, 4)}
await new Promise((resolve) => setTimeout(resolve, 120));
}`;
  }
}

/** The source text of a program `async (log) => …`. */
export function randomTimers(seed: number): string {
  return new Writer(new RandomSource(seed, 1)).program();
}
