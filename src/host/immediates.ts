// setImmediate: the check phase. All immediates that are queued when the phase begins run in order, with a microtask checkpoint
// after each and nothing else in between. An immediate queued by an I/O callback runs before any timer (Node's documented order).

import { uncaught } from '../engine/job-runner';
import { adopt, newGeneration } from '../engine/pending';
import { stepReport } from '../engine/step-report';
import { Strand } from '../engine/strand';
import { world } from '../engine/world';
import { type Callback, checkedCallback } from './callback';

let queue: Immediate[] = [];
/** Immediates of the running check phase that are still to run. */
let phase: Immediate[] = [];
let blocksTimers = false;

class Immediate extends Strand {
  private cleared = false;
  private referenced = true;

  constructor(
    private readonly callback: Callback,
    private readonly args: unknown[],
  ) {
    super(world.current, newGeneration(), world.site);
    this.kind = 'immediate';
  }

  override get name(): string {
    return 'immediate';
  }

  /** The first of the queue begins the phase: the others follow without a choice. */
  override fire(): void {
    if (phase.length === 0 && queue[0] === this) {
      phase = queue;
      queue = [];
      blocksTimers = false;
    }
    this.done = true;
    if (phase[0] === this) phase.shift();
    if (this.cleared) return;
    try {
      this.callback(...this.args);
    } catch (error) {
      uncaught(error);
    }
  }

  clear(): void {
    this.cleared = this.done = true;
    queue = queue.filter((immediate) => immediate !== this);
    phase = phase.filter((immediate) => immediate !== this);
  }

  ref(): this {
    this.referenced = true;
    return this;
  }

  unref(): this {
    this.referenced = false;
    return this;
  }

  hasRef(): boolean {
    return this.referenced;
  }
}

export function setVirtualImmediate(callback: unknown, args: unknown[]): Immediate {
  const immediate = new Immediate(checkedCallback(callback), args);
  immediate.sequence = ++world.sequence;
  adopt(immediate);
  queue.push(immediate);
  stepReport.make(immediate);
  world.hostActive = true;
  const kind = world.stepKind;
  if (kind === 'await' || kind === 'completion' || kind === 'operation' || kind === 'native') blocksTimers = true;
  return immediate;
}

export function clearVirtualImmediate(immediate: unknown): boolean {
  if (!(immediate instanceof Immediate)) return false;
  immediate.clear();
  return true;
}

export function nextImmediate(): Strand | null {
  return queue[0] ?? null;
}

export function immediateInPhase(): Strand | null {
  return phase[0] ?? null;
}

export function immediatesBlockTimers(): boolean {
  return blocksTimers && queue.length !== 0;
}

export function resetImmediates(): void {
  if (queue.length !== 0) queue = [];
  if (phase.length !== 0) phase = [];
  blocksTimers = false;
}
