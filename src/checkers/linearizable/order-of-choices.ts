// From the choices of a just-in-time search to the whole order: pure operations are put back where the search let them happen.

import { ILLEGAL } from '../search/transition-system';
import type { Part } from './part';
import type { Timeline } from './timeline';

/** An operation that may change the state, and the state behind it. */
export interface Choice {
  readonly operation: number;
  readonly state: number;
}

/** @returns operations of the part, by number */
export function orderOf(part: Part, timeline: Timeline, choices: readonly Choice[]): number[] {
  return new Replay(part, timeline).order(choices);
}

class Replay {
  private readonly placed: number[] = [];
  private readonly effective: Uint8Array;
  private pending: number[] = [];
  private event = 0;
  private state: number;

  constructor(
    private readonly part: Part,
    private readonly timeline: Timeline,
  ) {
    this.effective = new Uint8Array(part.kinds.length);
    this.state = part.system.initial;
  }

  order(choices: readonly Choice[]): number[] {
    if (this.timeline.returns > 0) this.open();
    this.pass();
    for (const { operation, state } of choices) {
      this.place(operation);
      this.state = state;
      this.settle();
      this.pass();
    }
    return this.placed;
  }

  private place(operation: number): void {
    this.placed.push(operation);
    this.effective[operation] = 1;
  }

  private open(): void {
    const { fresh, freshStart } = this.timeline;
    const end = freshStart[this.event + 1] as number;
    for (let index = freshStart[this.event] as number; index < end; index++) this.pending.push(fresh[index] as number);
    this.settle();
  }

  private settle(): void {
    const { kinds, system } = this.part;
    let kept = 0;
    for (const operation of this.pending) {
      if (system.step(this.state, kinds[operation] as number) === ILLEGAL) this.pending[kept++] = operation;
      else this.place(operation);
    }
    this.pending.length = kept;
  }

  private pass(): void {
    const { returns, returning } = this.timeline;
    while (this.event < returns && this.effective[returning[this.event] as number] === 1) {
      this.event++;
      if (this.event < returns) this.open();
    }
  }
}
