// A process that crashed (`info`) and goes on: from there it is another process, as in Jepsen. What it began before may still take effect
// after whatever it does next, so the order of its operations says nothing across the crash.

import type { Operation, ProcessId } from './operation';

type Renamable = Pick<Operation, 'index'> & { process: ProcessId };

export class Incarnations {
  /** How often each process has crashed. */
  readonly #crashes = new Map<ProcessId, number>();
  /** Operations after a crash, with the number of crashes before each. */
  readonly #after: { operation: Renamable; crashes: number }[] = [];

  invoked(operation: Renamable): void {
    const crashes = this.#crashes.get(operation.process);
    if (crashes !== undefined) this.#after.push({ operation, crashes });
  }

  crashed({ process }: { readonly process: ProcessId }): void {
    this.#crashes.set(process, (this.#crashes.get(process) ?? 0) + 1);
  }

  /**
   * Gives operations after a crash the new name of their process: the next free integer for a number, `alice'` for `alice`.
   * @param all every operation of the history
   */
  rename(all: readonly Renamable[]): void {
    if (this.#after.length === 0) return;
    const taken = new Set(all.map(({ process }) => process));
    let next = 0;
    for (const process of taken) if (typeof process === 'number') next = Math.max(next, Math.floor(process) + 1);
    const names = new Map<string, ProcessId>();
    for (const { operation, crashes } of this.#after) {
      const incarnation = `${typeof operation.process} ${crashes} ${operation.process}`;
      const name =
        names.get(incarnation) ??
        (typeof operation.process === 'number' ? next++ : primed(operation.process, crashes, taken));
      names.set(incarnation, name);
      taken.add(name);
      operation.process = name;
    }
  }
}

function primed(process: string, crashes: number, taken: ReadonlySet<ProcessId>): string {
  let name = process + "'".repeat(crashes);
  while (taken.has(name)) name += "'";
  return name;
}
