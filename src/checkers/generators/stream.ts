// A stream of operations: a generator with a seed, and a position in it.

import type { ProcessId } from '../history/operation';
import type { GeneratedOperation } from './operation';
import { randomAt } from './random';
import type { Recipe } from './recipe';
import { resolveSeed, type SeedOptions } from './seed';

export interface StreamOptions extends SeedOptions {
  /** The processes that will ask, for generators that care (`perProcess`). Default: one, 0. */
  readonly processes?: readonly ProcessId[];
}

/** Immutable: `next` leaves the stream as it is and returns the rest, so a stream can be kept, shared and begun again anywhere. */
export class OperationStream implements Iterable<GeneratedOperation> {
  private constructor(
    private readonly recipe: Recipe,
    /** Seed and label mixed; 32 bits. */
    private readonly seed: number,
    private readonly processes: readonly ProcessId[],
    /** Operations that were handed out before. */
    readonly position: number,
  ) {}

  /** @throws TypeError if the seed or the label cannot be used */
  static start(recipe: Recipe, { processes = [0], ...seed }: StreamOptions = {}): OperationStream {
    return new OperationStream(recipe, resolveSeed(seed), processes, 0);
  }

  /**
   * The next operation for a process, and the stream behind it.
   * @param process who asks. Default: the first
   * @param busy operations that were handed out and have not ended yet: `phases` waits for them. Default: none
   * @returns `wait`: nothing for this process until an operation has ended; `done`: nothing for anybody
   */
  next(
    process: ProcessId = this.processes[0] as ProcessId,
    busy = 0,
  ): { readonly operation: GeneratedOperation; readonly rest: OperationStream } | 'wait' | 'done' {
    const { seed, position, processes } = this;
    const answer = this.recipe({ process, processes, busy, random: randomAt(seed, position) });
    if (typeof answer === 'string') return answer;
    return {
      operation: answer.operation,
      rest: new OperationStream(answer.rest, seed, processes, position + 1),
    };
  }

  /** All operations in order, as if each ended before the next one is asked for, the processes taking turns. */
  *[Symbol.iterator](): Iterator<GeneratedOperation> {
    const { processes } = this;
    let stream: OperationStream = this;
    for (let turn = 0, waiting = 0; waiting < processes.length; turn++) {
      const answer = stream.next(processes[turn % processes.length]);
      if (answer === 'done') return;
      if (answer === 'wait') {
        waiting++;
        continue;
      }
      waiting = 0;
      yield answer.operation;
      stream = answer.rest;
    }
  }
}
