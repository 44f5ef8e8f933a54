// Environment operations that are promises: `pause()`, `environment(fn)`, mocked values, `Promise.resolve()` in environment code. Each
// completes at once, as a microtask would, or late, as an event of its own. The strategy decides.

import { AS_EVENT, AT_ONCE } from './decision-log';
import { completeLater } from './microtasks-later';
import { addPending, adopt, expectRejection, newGeneration } from './pending';
import {
  type ControlledPromise,
  isControlled,
  newPromise,
  originOf,
  rejectPromise,
  resolvePromise,
  setOrigin,
} from './promise';
import { latency } from './questions';
import { creditTo } from './resumable';
import { simulation } from './simulation';
import { Strand } from './strand';

/** A promise whose settlement is an environment operation. */
class EnvironmentOperation extends Strand {
  readonly promise = newPromise();
  private placed = false;

  /** Until somebody awaits it, its site is where the code that made it had waited before. */
  constructor(readonly label: string) {
    super(simulation.agent.current, newGeneration(), simulation.agent.current?.site ?? -1);
    this.kind = 'operation';
    setOrigin(this.promise, this);
  }

  override get name(): string {
    return this.label;
  }

  override place(site: number): void {
    if (this.placed) return;
    this.placed = true;
    this.site = this.atOnceSite = site;
  }

  override fire(): void {
    this.done = true;
    if (this.threw) rejectPromise(this.promise, this.value);
    else resolvePromise(this.promise, this.value);
  }
}

function completeAtOnce(operation: EnvironmentOperation, site: number): void {
  operation.fire();
  if (!simulation.tracking.on) return;
  creditTo(operation, site);
  // So that whoever awaits it finds it.
  setOrigin(operation.promise, operation);
}

/**
 * A controlled promise for `value` (assimilated, if it is a thenable; a rejection if `threw`) that settles at once or late, by choice.
 * @param label what a report calls the operation
 */
export function environmentOperation(value: unknown, threw: boolean, label: string): ControlledPromise<unknown> {
  const operation = new EnvironmentOperation(label);
  const { promise, site } = operation;
  adopt(operation);
  if (isControlled(value)) {
    // The strand behind the value works for the operation, not for the strand that asked.
    const origin = originOf(value);
    if (origin !== null && origin.task === null && origin.owner === operation.owner) {
      origin.owner = operation;
      origin.inherits = true;
    }
  }
  operation.value = value;
  operation.threw = threw;
  const choice = latency(operation, 'operation', site);
  if (choice === AT_ONCE) completeAtOnce(operation, site);
  else if (choice === AS_EVENT) addPending(operation, 'operation', site);
  else {
    expectRejection(value);
    completeLater(operation, choice - AS_EVENT, () => completeAtOnce(operation, site));
  }
  return promise;
}
