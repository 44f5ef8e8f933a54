// What the strategy is told of a step: kept only for strategies that want to know.

import type { DecisionMaker, StepReport } from './decision-maker';
import type { PendingOperation } from './operation';

class CurrentStep implements StepReport {
  operation: PendingOperation | null = null;
  /** The operation as it was when it was chosen: the object itself may be pending anew by the end of the step. */
  private readonly chosen = {} as { -readonly [Key in keyof PendingOperation]: PendingOperation[Key] };
  readonly touched: number[] = [];
  readonly made: PendingOperation[] = [];
  /** A step has begun that the strategy was not told of. */
  open = false;
  private readonly locations = new Map<unknown, Map<unknown, number>>();
  private count = 0;

  /** A new iteration begins. */
  reset(): void {
    this.locations.clear();
    this.count = 0;
    this.open = false;
    this.touched.length = this.made.length = 0;
  }

  begin(operation: PendingOperation | null): void {
    if (operation === null) this.operation = null;
    else {
      const { chosen } = this;
      chosen.kind = operation.kind;
      chosen.site = operation.site;
      chosen.task = operation.task;
      chosen.sequence = operation.sequence;
      chosen.channel = operation.channel;
      this.operation = chosen;
    }
    this.open = true;
    this.touched.length = this.made.length = 0;
  }

  touch(object: unknown, key: unknown, write: boolean): void {
    if (!this.open) return;
    let keys = this.locations.get(object);
    if (keys === undefined) this.locations.set(object, (keys = new Map()));
    let location = keys.get(key);
    if (location === undefined) keys.set(key, (location = this.count++));
    this.touched.push(2 * location + (write ? 1 : 0));
  }

  make(operation: PendingOperation): void {
    if (this.open) this.made.push(operation);
  }

  tell(strategy: DecisionMaker): void {
    this.open = false;
    strategy.ran?.(this);
  }
}

export const stepReport = new CurrentStep();
