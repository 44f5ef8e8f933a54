// What the operations that are left can make of a queue's content. What so few of them cannot reach is not told apart; and since what is in the queue can only
// come out in its order, a content that the results of the dequeues contradict leads nowhere. The latter is a relaxation (dequeues may serve twice,
// unknown ones serve anything), so it never rules out what is possible.

import type { Operation } from '../history/operation';
import { ValueNumbers } from '../values/value-numbers';
import type { Observation } from './observation';
import type { Part } from './part';
import type { Timeline } from './timeline';

export interface Foresight {
  /**
   * Whether no order leads from this state, with the returns from `event` on to come, to the end.
   * @param words from `at` on: which of the live operations have taken effect, by slot
   */
  isHopeless(state: number, event: number, words: Int32Array, at: number): boolean;
}

interface Dequeue {
  readonly operation: number;
  readonly call: number;
  readonly end: number;
  /** Number of its return. */
  readonly event: number;
}

export class QueueOutlook implements Foresight, Observation {
  private readonly values = new ValueNumbers();
  /** By value, in order of their calls. */
  private readonly dequeues: Dequeue[][] = [];
  /** Dequeues whose result nobody knows. */
  private wildcards = 0;
  /** 1 for dequeues that take something. */
  private readonly isTaking: Uint8Array;
  /** For each return how many of them are called after it. */
  private readonly toCome: Int32Array;
  /** When each return is. */
  private readonly now: Float64Array;
  /** For each return how many items from the front the operations that are left may see. */
  private readonly inSight: Int32Array;
  /** Contents as numbers, by state. */
  private readonly contents = new Map<number, readonly number[]>();

  /** @param itemsOf the content of the queue in a state, the next to come out first */
  constructor(
    { operations }: Part,
    private readonly timeline: Timeline,
    private readonly itemsOf: (state: number) => readonly unknown[],
  ) {
    const { returnOf, returning, returns } = timeline;
    this.isTaking = new Uint8Array(operations.length);
    this.now = new Float64Array(returns);
    const calls: number[] = [];
    this.inSight = new Int32Array(returns + 1);
    let peeks = 0;
    operations.forEach((operation, index) => {
      if (operation.f === 'peek') peeks = 1;
      if (operation.f !== 'dequeue') return;
      (this.inSight[returnOf[index] as number] as number)++;
      if (returnOf[index] === returns) this.wildcards++;
      else if (takes(operation)) {
        calls.push(operation.call);
        this.isTaking[index] = 1;
        const dequeue = {
          operation: index,
          call: operation.call,
          end: operation.return,
          event: returnOf[index] as number,
        };
        const value = this.values.of(operation.output);
        this.dequeues[value] ??= [];
        (this.dequeues[value] as Dequeue[]).push(dequeue);
      }
    });
    this.inSight[returns] = (this.inSight[returns] as number) + peeks;
    for (let event = returns - 1; event >= 0; event--) {
      this.inSight[event] = (this.inSight[event] as number) + (this.inSight[event + 1] as number);
    }
    this.toCome = new Int32Array(returns + 1);
    let called = 0;
    for (let event = 0; event < returns; event++) {
      const now = (operations[returning[event] as number] as Operation).return;
      this.now[event] = now;
      while (called < calls.length && (calls[called] as number) <= now) called++;
      this.toCome[event] = calls.length - called;
    }
  }

  /** Items behind all that can still come out or be seen: how many there are, and which, makes no difference. */
  told(state: number, event: number): number {
    const content = this.contentOf(state);
    const inSight = this.inSight[event] as number;
    if (content.length <= inSight) return state;
    let front = 0;
    for (let index = 0; index < inSight; index++) front = this.values.pair(front, content[index] as number);
    return -1 - front;
  }

  isHopeless(state: number, event: number, words: Int32Array, at: number): boolean {
    if (event === this.timeline.returns) return false;
    const content = this.contentOf(state);
    let wildcards = this.wildcards;
    let now = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < content.length; index++) {
      const call = this.firstCall(content[index] as number, event, now, words, at);
      if (call !== Number.POSITIVE_INFINITY) now = Math.max(now, call);
      // It stays, and so does everything behind it.
      else if (wildcards-- === 0) return this.tooMany(index, event, words, at);
    }
    return false;
  }

  /** Whether more dequeues are left than there are items that can come out. */
  private tooMany(items: number, event: number, words: Int32Array, at: number): boolean {
    const { live, liveStart } = this.timeline;
    let left = this.toCome[event] as number;
    const end = liveStart[event + 1] as number;
    for (let index = liveStart[event] as number; index < end && left <= items; index++) {
      const operation = live[index] as number;
      if (this.isTaking[operation] === 1 && !this.isEffective(operation, words, at)) left++;
    }
    return left > items;
  }

  private isEffective(operation: number, words: Int32Array, at: number): boolean {
    const bit = this.timeline.slot[operation] as number;
    return ((words[at + (bit >>> 5)] as number) & (1 << (bit & 31))) !== 0;
  }

  /** The earliest call of a dequeue of the value that can still come, and not before `now`; Infinity if there is none. */
  private firstCall(value: number, event: number, now: number, words: Int32Array, at: number): number {
    const dequeues = this.dequeues[value];
    if (dequeues === undefined) return Number.POSITIVE_INFINITY;
    const present = this.now[event] as number;
    for (let index = 0; index < dequeues.length; index++) {
      const { operation, call, end, event: own } = dequeues[index] as Dequeue;
      if (own < event || end < now || (call <= present && this.isEffective(operation, words, at))) continue;
      return call;
    }
    return Number.POSITIVE_INFINITY;
  }

  private contentOf(state: number): readonly number[] {
    const known = this.contents.get(state);
    if (known !== undefined) return known;
    const content = this.itemsOf(state).map((item) => this.values.of(item));
    this.contents.set(state, content);
    return content;
  }
}

function takes({ outcome, output }: Operation): boolean {
  return outcome === 'ok' && output !== undefined && output !== null;
}
