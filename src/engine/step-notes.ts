// What a strategy is told of a step: kept only for strategies that want to know.

import type { DecisionMaker, StepReport } from './decision-maker';
import type { PendingOperation } from './operation';

export class StepNotes implements StepReport {
  operation: PendingOperation | null = null;
  readonly touched: number[] = [];
  readonly made: PendingOperation[] = [];
  /** The operation as it was when it was chosen: the object itself may be pending anew by the end of the step. */
  private readonly chosen = {} as { -readonly [Key in keyof PendingOperation]: PendingOperation[Key] };
  /** A step has begun that the strategy was not told of. */
  private open = true;
  private readonly locations = new Map<unknown, Map<unknown, number>>();
  private count = 0;

  begin({ kind, site, task, sequence, channel }: PendingOperation): void {
    this.operation = Object.assign(this.chosen, { kind, site, task, sequence, channel });
    this.open = true;
    this.touched.length = this.made.length = 0;
  }

  touch(object: unknown, key: unknown, write: boolean): void {
    let keys = this.locations.get(object);
    if (keys === undefined) this.locations.set(object, (keys = new Map()));
    let location = keys.get(key);
    if (location === undefined) keys.set(key, (location = this.count++));
    this.touched.push(2 * location + (write ? 1 : 0));
  }

  make(operation: PendingOperation): void {
    this.made.push(operation);
  }

  /** The step and the jobs behind it are over. */
  tell(strategy: DecisionMaker): void {
    if (!this.open) return;
    this.open = false;
    strategy.ran?.(this);
  }
}
