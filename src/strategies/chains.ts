// Chains: what priorities are given to. A task is one chain as long as it waits for one thing at a time. If operations of one task are pending
// at the same time (`Promise.all` over three mocked calls), they are chains of their own.

import type { PendingOperation } from '../engine/operation';
import { NumberColumn } from './number-column';

const NONE = -1;

/**
 * First-fit decomposition of the pending operations into chains, as in PCTCP (Ozkan, Majumdar, Niksic, Befrouei, Weissenbacher:
 * "Randomized Testing of Distributed Systems with Probabilistic Guarantees", OOPSLA 2018), within each task: a new operation
 * continues the first chain of its task that has nothing pending. If there is none, it opens a chain. Chains are numbered densely.
 */
export class Chains {
  /** Number of chains of this iteration. */
  count = 0;
  /** The chain of each operation of the last look, by its index there; longer than the look may have been. */
  at = new Int32Array(64);
  private look = 0;
  private readonly chainOfSequence = new NumberColumn(NONE);
  private readonly firstOfTask = new NumberColumn(NONE);
  private readonly nextOfTask = new NumberColumn(NONE);
  /** How far `fit` has come in a task's list during the current look: everything before has something pending. Without it a task
   *  with n pending operations would cost n² at the first look. */
  private readonly cursor = new NumberColumn(NONE);
  private readonly cursorLook = new NumberColumn(0);
  /** The look at which the chain was last seen to have a pending operation. */
  private readonly seenAt = new NumberColumn(0);

  reset(): void {
    this.count = 0;
    this.look = 0;
    this.chainOfSequence.reset();
    this.firstOfTask.reset();
    this.nextOfTask.reset();
    this.cursor.reset();
    this.cursorLook.reset();
    this.seenAt.reset();
  }

  /** Looks at the enabled operations of a decision; afterwards `at` holds the chain of each. */
  observe(enabled: readonly PendingOperation[]): void {
    if (enabled.length > this.at.length) this.at = new Int32Array(enabled.length * 2);
    const { at } = this;
    this.look++;
    let unknown = 0;
    for (let i = 0; i < enabled.length; i++) {
      const chain = this.chainOfSequence.get((enabled[i] as PendingOperation).sequence);
      at[i] = chain;
      if (chain === NONE) unknown++;
      else this.seenAt.set(chain, this.look);
    }
    for (let i = 0; unknown > 0; i++) {
      if (at[i] !== NONE) continue;
      const { task, sequence } = enabled[i] as PendingOperation;
      const chain = this.fit(task.index);
      at[i] = chain;
      this.chainOfSequence.set(sequence, chain);
      this.seenAt.set(chain, this.look);
      unknown--;
    }
  }

  /** The first chain of the task of which nothing is pending, or a new one at the end of the task's list. */
  private fit(task: number): number {
    let last = NONE;
    let chain = this.firstOfTask.get(task);
    if (this.cursorLook.get(task) === this.look) {
      last = this.cursor.get(task);
      chain = this.nextOfTask.get(last);
    }
    while (chain !== NONE && this.seenAt.get(chain) === this.look) {
      last = chain;
      chain = this.nextOfTask.get(chain);
    }
    if (chain === NONE) {
      chain = this.count++;
      if (last === NONE) this.firstOfTask.set(task, chain);
      else this.nextOfTask.set(last, chain);
    }
    this.cursor.set(task, chain);
    this.cursorLook.set(task, this.look);
    return chain;
  }
}
