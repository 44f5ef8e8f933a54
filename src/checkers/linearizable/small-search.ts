// A plain depth-first search for tiny histories, where fixed costs decide: the set of operations that have taken effect is one 32-bit integer. It shares no
// reduction with the just-in-time search but pure saturation.

import { BRANCHES, ILLEGAL } from '../search/transition-system';
import type { Part } from './part';

/** Operations that fit. */
export const SMALL = 31;

/** Configurations that one search can visit. */
export const MOST = 700;

/** Slots of the table of visited configurations: never more than about half full. */
const SLOTS = 2048;
/** One table for all searches, never cleared: a stamp says which search an entry belongs to. */
const visited = new Int32Array(SLOTS * 3);
let stamps = 0;

function nextStamp(): number {
  if (stamps === 0x7fffffff) {
    visited.fill(0);
    stamps = 0;
  }
  return ++stamps;
}

export class SmallSearch {
  configurations = 0;
  /** Operations in the order that was found, by number. */
  readonly order: number[] = [];
  /** For each operation those that returned before its call. */
  private readonly before: number[] = [];
  private readonly byReturn: number[] = [];
  private readonly required: number;
  private readonly stamp = nextStamp();
  private gaveUp = false;
  private limit = MOST;

  constructor(private readonly part: Part) {
    const { operations } = part;
    const size = operations.length;
    let required = 0;
    for (let index = 0; index < size; index++) {
      const { call, return: end } = operations[index] as { call: number; return: number };
      let mask = 0;
      for (let earlier = 0; earlier < index; earlier++) {
        if ((operations[earlier] as { return: number }).return < call) mask |= 1 << earlier;
      }
      this.before.push(mask);
      if (end !== Number.POSITIVE_INFINITY) required |= 1 << index;
      let place = this.byReturn.push(index) - 1;
      for (
        ;
        place > 0 && (operations[this.byReturn[place - 1] as number] as { return: number }).return > end;
        place--
      ) {
        this.byReturn[place] = this.byReturn[place - 1] as number;
      }
      this.byReturn[place] = index;
    }
    this.required = required;
  }

  /**
   * From the start.
   * @param limit configurations, at most MOST
   * @returns null if it gave up
   */
  run(limit: number): 'ok' | 'violation' | null {
    this.limit = Math.min(limit, MOST);
    const found = this.explore(0, this.part.system.initial);
    if (found) return 'ok';
    return this.gaveUp ? null : 'violation';
  }

  private explore(from: number, state: number): boolean {
    const { part, order, before, byReturn, required } = this;
    const { kinds, pure, system } = part;
    const length = order.length;
    let done = from;
    for (let settled = false; !settled; ) {
      settled = true;
      for (let index = 0; index < byReturn.length; index++) {
        const operation = byReturn[index] as number;
        const bit = 1 << operation;
        if (pure[operation] === 0 || (done & bit) !== 0 || ((before[operation] as number) & ~done) !== 0) continue;
        if (system.step(state, kinds[operation] as number) === ILLEGAL) continue;
        done |= bit;
        order.push(operation);
        settled = false;
      }
    }
    if ((done & required) === required && this.nothingBlockedCanHappen(state)) return true;
    if (!this.enter(done, state)) {
      order.length = length;
      return false;
    }
    for (let index = 0; index < byReturn.length; index++) {
      const operation = byReturn[index] as number;
      const bit = 1 << operation;
      if (pure[operation] === 1 || (done & bit) !== 0 || ((before[operation] as number) & ~done) !== 0) continue;
      const next = system.step(state, kinds[operation] as number);
      if (next === ILLEGAL) continue;
      order.push(operation);
      if (next > BRANCHES ? this.explore(done | bit, next) : this.exploreAny(done | bit, system.branches(next)))
        return true;
      order.pop();
      if (this.gaveUp) break;
    }
    order.length = length;
    return false;
  }

  private exploreAny(done: number, states: readonly number[]): boolean {
    for (const state of states) if (this.explore(done, state)) return true;
    return false;
  }

  private nothingBlockedCanHappen(state: number): boolean {
    const { blockedKinds, system } = this.part;
    for (let index = 0; index < blockedKinds.length; index++) {
      if (system.step(state, blockedKinds[index] as number) !== ILLEGAL) return false;
    }
    return true;
  }

  /** False if the configuration was entered before, or the limit is reached. */
  private enter(done: number, state: number): boolean {
    if (this.configurations === this.limit) {
      this.gaveUp = true;
      return false;
    }
    const mixed = Math.imul(done, 0x9e3779b1) ^ Math.imul(state, 0x85ebca6b);
    for (let slot = (mixed ^ (mixed >>> 15)) & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      const cell = slot * 3;
      if (visited[cell] !== this.stamp) {
        visited[cell] = this.stamp;
        visited[cell + 1] = done;
        visited[cell + 2] = state;
        this.configurations++;
        return true;
      }
      if (visited[cell + 1] === done && visited[cell + 2] === state) return false;
    }
  }
}
