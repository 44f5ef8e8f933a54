// A process that crashed (`info`) and goes on: from there it is another process, as in Jepsen. What it began before may still take effect
// after whatever it does next, so the order of its operations says nothing across the crash.

import type { Operation, ProcessId } from './operation';

type Renamable = Pick<Operation, 'index'> & { process: ProcessId };

interface Incarnation {
  readonly process: ProcessId;
  /** How often the process had crashed before. */
  readonly crashes: number;
  readonly operations: Renamable[];
}

export class Incarnations {
  /** Of each process that has crashed, the one that goes on. */
  readonly #current = new Map<ProcessId, Incarnation>();
  readonly #all: Incarnation[] = [];

  invoked(operation: Renamable): void {
    if (this.#all.length !== 0) this.#current.get(operation.process)?.operations.push(operation);
  }

  crashed({ process }: { readonly process: ProcessId }): void {
    const crashes = (this.#current.get(process)?.crashes ?? 0) + 1;
    const next: Incarnation = { process, crashes, operations: [] };
    this.#current.set(process, next);
    this.#all.push(next);
  }

  /**
   * Gives operations after a crash the new name of their process: the next free integer for a number, `alice'`, `alice'2` for `alice`.
   * @param all every operation of the history
   */
  rename(all: readonly Renamable[]): void {
    const renamed = this.#all.filter(({ operations }) => operations.length > 0);
    if (renamed.length === 0) return;
    const taken = new Set(all.map(({ process }) => process));
    let next = 0;
    for (const process of taken) if (typeof process === 'number') next = Math.max(next, Math.floor(process) + 1);
    for (const { process, crashes, operations } of renamed) {
      const name = typeof process === 'number' ? next++ : primed(process, crashes, taken);
      taken.add(name);
      for (const operation of operations) operation.process = name;
    }
  }
}

function primed(process: string, crashes: number, taken: ReadonlySet<ProcessId>): string {
  let name = `${process}'${crashes > 1 ? crashes : ''}`;
  while (taken.has(name)) name += "'";
  return name;
}
