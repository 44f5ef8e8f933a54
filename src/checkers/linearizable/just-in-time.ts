// Depth-first just-in-time linearization: an operation takes effect only when a return cannot be passed without it.
//
// After Lowe ("Testing for linearizability", CCPE 2017), depth first and with four exact reductions, each fuzzed against plain Wing-Gong:
// - pure saturation: an operation that leaves every state as it is happens as soon as it is legal;
// - twins: of open operations of one kind only the one that returns first is tried (swapping two of them changes nothing else), of unknown ones
//   the one called first, and none while a live one of its kind is open;
// - dominance (ConfigurationCache): fewer unknown operations used and fewer reads pending is as good or better;
// - observation: states that no remaining operation can tell apart are one.
//
// The loop works on one Int32Array as stack, since one object per configuration costs three to five times as much.

import { BRANCHES, ILLEGAL } from '../search/transition-system';
import { ConfigurationCache } from './configuration-cache';
import type { Observation } from './observation';
import { orderOf } from './order-of-choices';
import type { Part } from './part';
import type { Foresight } from './queue-outlook';
import { type CandidateOrder, makeTimeline, type Timeline } from './timeline';
import { UnknownChains } from './unknown-chains';

/** Integers of a frame in front of its words. */
const EVENT = 0;
const STATE = 1;
/** Next candidate to try. */
const CURSOR = 2;
/** Next of several states the candidate may lead to. */
const BRANCH = 3;
/** The configuration's entry in the cache. */
const ENTRY = 4;
/** 1 if unknown operations may be tried now. */
const GENEROUS = 5;
const WORDS = 6;

/** Bytes of an entry that waits. */
const WAITING = 8;

export type SearchVerdict = 'ok' | 'violation' | 'more' | 'memory';

export interface SearchOptions {
  /** In which order the open operations are tried. */
  readonly order: CandidateOrder;
  /**
   * Explores all configurations with fewer unknown operations before those with more, so that none is explored that dominance would have covered later: better
   * at refuting histories with many unknown operations, worse at explaining them.
   */
  readonly thrifty?: boolean;
  /** Only so many returns have to be passed: operations that return later are as good as unknown, blocked ones do not matter. */
  readonly limit?: number;
}

/** How far a search got. */
export interface FurthestPoint {
  /** The furthest return that could not be passed, by number. */
  readonly deepest: number;
  /** How it was searched. */
  readonly options: SearchOptions;
}

export class JustInTimeSearch implements FurthestPoint {
  readonly name: string;
  /** Configurations entered. */
  configurations = 0;
  /** The furthest return that could not be passed. */
  deepest = 0;
  private readonly timeline: Timeline;
  private readonly cache: ConfigurationCache;
  private readonly stride: number;
  private readonly observation: Observation | null;
  private readonly foresight: Foresight | null;
  private stack: Int32Array;
  /** Frames on the stack. */
  private depth = 0;
  private verdict: SearchVerdict = 'more';

  /**
   * Entries whose unknown operations wait, and how many of them had their turn. First come, first served: those with fewer unknown operations are deferred
   * before those with more.
   */
  private readonly waiting: number[] = [];
  private resumed = 0;
  private readonly chains: UnknownChains;
  private readonly limit: number;
  private readonly thrifty: boolean;

  constructor(
    private readonly part: Part,
    readonly options: SearchOptions,
  ) {
    const { order, thrifty = false, limit = Number.POSITIVE_INFINITY } = options;
    this.limit = limit;
    this.thrifty = thrifty;
    this.name = `search in ${order} order${thrifty ? ', unknown operations last' : ''}`;
    this.timeline = makeTimeline(part, order, limit);
    const { firstWords, secondWords } = this.timeline;
    this.cache = new ConfigurationCache(firstWords, secondWords);
    this.stride = WORDS + firstWords + secondWords;
    this.stack = new Int32Array(this.stride * 64);
    this.observation = part.observation(this.timeline);
    this.foresight = part.foresight(this.timeline);
    this.chains = new UnknownChains(part, this.timeline);
    this.begin();
  }

  /** Bytes of the search's tables. */
  get memory(): number {
    return this.cache.bytes + this.stack.byteLength + this.timeline.bytes + WAITING * this.waiting.length;
  }

  /**
   * @param configurations how many more may be entered
   * @param maxMemory bytes for the tables and the model's states
   */
  run(configurations: number, maxMemory: number): SearchVerdict {
    const { part, timeline, stride } = this;
    const { kinds, system } = part;
    const { live, liveStart, unknownCount, slot, firstWords } = timeline;
    const { begun } = this.chains;
    const limit = this.configurations + configurations;
    while (this.verdict === 'more') {
      if (this.configurations >= limit) return 'more';
      if (!this.roomForOne(maxMemory)) return 'memory';
      const { stack } = this;
      const top = (this.depth - 1) * stride;
      const event = stack[top + EVENT] as number;
      const state = stack[top + STATE] as number;
      const first = liveStart[event] as number;
      const liveCount = (liveStart[event + 1] as number) - first;
      const count = liveCount + (begun[unknownCount[event] as number] as number);
      const cursor = stack[top + CURSOR] as number;
      if (cursor >= count || (cursor >= liveCount && stack[top + GENEROUS] === 0)) {
        if (cursor < count) this.waiting.push(stack[top + ENTRY] as number);
        if (--this.depth === 0 && !this.resume()) this.verdict = 'violation';
        continue;
      }
      const isLive = cursor < liveCount;
      const operation = isLive ? (live[first + cursor] as number) : this.firstUnused(top, cursor - liveCount, event);
      if (operation < 0) {
        stack[top + CURSOR] = cursor + 1;
        continue;
      }
      const kind = kinds[operation] as number;
      const bit = slot[operation] as number;
      const word = top + WORDS + (isLive ? 0 : firstWords) + (bit >>> 5);
      const mask = 1 << (bit & 31);
      const branch = stack[top + BRANCH] as number;
      if (
        branch === 0 &&
        (((stack[word] as number) & mask) !== 0 || this.hasLiveTwin(top, operation, kind, first, liveCount))
      ) {
        stack[top + CURSOR] = cursor + 1;
        continue;
      }
      let next = system.step(state, kind);
      if (next <= BRANCHES) {
        const branches = system.branches(next);
        next = branches[branch] as number;
        const last = branch + 1 === branches.length;
        stack[top + BRANCH] = last ? 0 : branch + 1;
        if (last) stack[top + CURSOR] = cursor + 1;
      } else {
        stack[top + CURSOR] = cursor + 1;
      }
      // An unknown operation that changes nothing might as well not have happened.
      if (next === ILLEGAL || (next === state && !isLive)) continue;
      const child = top + stride;
      stack.copyWithin(child, top, child);
      stack[child + STATE] = next;
      stack[child + word - top] = (stack[child + word - top] as number) | mask;
      if (next !== state) this.saturate(child, event, next);
      this.advance(child, operation);
    }
    return this.verdict;
  }

  /** The order that was found: operations of the part, by number. Only after `ok`. */
  order(): number[] {
    const top = (this.depth - 1) * this.stride;
    return orderOf(this.part, this.timeline, this.cache.choicesUpTo(this.stack[top + ENTRY] as number));
  }

  private begin(): void {
    const { stack, part } = this;
    stack[STATE] = part.system.initial;
    stack[ENTRY] = -1;
    this.openFresh(0, 0, part.system.initial);
    this.advance(0, -1);
    if (this.depth === 0) this.verdict = 'violation';
  }

  /** Goes on with the unknown operations of a configuration that waits; false if none does. */
  private resume(): boolean {
    const entry = this.waiting[this.resumed++];
    if (entry === undefined) return false;
    const { stack, timeline } = this;
    const event = this.cache.restore(entry, stack, { event: EVENT, state: STATE, words: WORDS });
    stack[CURSOR] = (timeline.liveStart[event + 1] as number) - (timeline.liveStart[event] as number);
    stack[BRANCH] = 0;
    stack[ENTRY] = entry;
    stack[GENEROUS] = 1;
    this.depth = 1;
    return true;
  }

  /** Passes all returns of operations that have taken effect, then enters the configuration that `operation` has led to. */
  private advance(frame: number, operation: number): void {
    const { stack } = this;
    const { returns, returning, slot, firstWords } = this.timeline;
    const { pure } = this.part;
    const state = stack[frame + STATE] as number;
    let event = stack[frame + EVENT] as number;
    while (event < returns) {
      const ended = returning[event] as number;
      const bit = slot[ended] as number;
      const mask = 1 << (bit & 31);
      if (pure[ended] === 1) {
        if (((stack[frame + WORDS + firstWords + (bit >>> 5)] as number) & mask) !== 0) break;
      } else {
        const word = frame + WORDS + (bit >>> 5);
        if (((stack[word] as number) & mask) === 0) break;
        stack[word] = (stack[word] as number) & ~mask;
      }
      event++;
      if (event < returns) this.openFresh(frame, event, state);
    }
    stack[frame + EVENT] = event;
    this.enter(frame, operation);
  }

  /** Pushes the configuration if it is new; the end is reached if all have returned and nothing that is blocked could happen. */
  private enter(frame: number, operation: number): void {
    const { stack, timeline, observation, stride } = this;
    const event = stack[frame + EVENT] as number;
    const state = stack[frame + STATE] as number;
    if (this.foresight?.isHopeless(state, event, stack, frame + WORDS)) return;
    const told = observation === null ? state : observation.told(state, event);
    const entry = this.cache.enter(event, told, stack, frame + WORDS);
    if (entry < 0) return;
    this.cache.annotate(entry, state, stack[frame + ENTRY] as number, operation);
    this.configurations++;
    if (event > this.deepest) this.deepest = event;
    stack[frame + CURSOR] = 0;
    stack[frame + BRANCH] = 0;
    stack[frame + ENTRY] = entry;
    stack[frame + GENEROUS] = this.thrifty ? 0 : 1;
    this.depth = frame / stride + 1;
    if (event === timeline.returns && this.nothingBlockedCanHappen(state)) this.verdict = 'ok';
  }

  private nothingBlockedCanHappen(state: number): boolean {
    if (this.limit !== Number.POSITIVE_INFINITY) return true;
    const { blockedKinds, system } = this.part;
    for (let index = 0; index < blockedKinds.length; index++) {
      if (system.step(state, blockedKinds[index] as number) !== ILLEGAL) return false;
    }
    return true;
  }

  /** Lets pure operations that are pending at `event` happen where they are legal. */
  private saturate(frame: number, event: number, state: number): void {
    const { stack } = this;
    const { pure, pureStart, slot, firstWords } = this.timeline;
    const { kinds, system } = this.part;
    const end = pureStart[event + 1] as number;
    for (let index = pureStart[event] as number; index < end; index++) {
      const operation = pure[index] as number;
      const bit = slot[operation] as number;
      const word = frame + WORDS + firstWords + (bit >>> 5);
      const mask = 1 << (bit & 31);
      if (((stack[word] as number) & mask) === 0) continue;
      if (system.step(state, kinds[operation] as number) !== ILLEGAL) stack[word] = (stack[word] as number) & ~mask;
    }
  }

  /** Pure operations called since the last return: pending where they cannot happen at once. */
  private openFresh(frame: number, event: number, state: number): void {
    const { stack } = this;
    const { fresh, freshStart, slot, firstWords } = this.timeline;
    const { kinds, system } = this.part;
    const end = freshStart[event + 1] as number;
    for (let index = freshStart[event] as number; index < end; index++) {
      const operation = fresh[index] as number;
      if (system.step(state, kinds[operation] as number) !== ILLEGAL) continue;
      const bit = slot[operation] as number;
      const word = frame + WORDS + firstWords + (bit >>> 5);
      stack[word] = (stack[word] as number) | (1 << (bit & 31));
    }
  }

  /** The operation of a chain that was called first and has not taken effect; -1 if all of them have, or were not called yet. */
  private firstUnused(top: number, chain: number, event: number): number {
    const { stack, chains, timeline } = this;
    const { slot, firstWords, unknownCount } = timeline;
    const called = unknownCount[event] as number;
    const end = chains.start[chain + 1] as number;
    for (let index = chains.start[chain] as number; index < end; index++) {
      const operation = chains.operations[index] as number;
      if ((chains.rank[operation] as number) >= called) return -1;
      const bit = slot[operation] as number;
      if (((stack[top + WORDS + firstWords + (bit >>> 5)] as number) & (1 << (bit & 31))) === 0) return operation;
    }
    return -1;
  }

  /** Whether a live operation of the same kind returns before this one: it goes first. */
  private hasLiveTwin(top: number, operation: number, kind: number, first: number, liveCount: number): boolean {
    const { stack, timeline, part } = this;
    const { live, slot, returnOf } = timeline;
    const { kinds } = part;
    const own = returnOf[operation] as number;
    for (let index = first; index < first + liveCount; index++) {
      const other = live[index] as number;
      if (kinds[other] !== kind || (returnOf[other] as number) >= own) continue;
      const bit = slot[other] as number;
      if (((stack[top + WORDS + (bit >>> 5)] as number) & (1 << (bit & 31))) === 0) return true;
    }
    return false;
  }

  /** Makes room for one more frame and one more entry; false if that would take more than `maxMemory`. */
  private roomForOne(maxMemory: number): boolean {
    const { stride, cache } = this;
    const grows = (this.depth + 1) * stride > this.stack.length;
    // The model's states grow slowly: a look now and then is enough.
    if (!grows && !cache.full && (this.configurations & 0xff) !== 0) return true;
    const wanted =
      this.memory + this.part.system.memory + this.cache.bytesToGrow + (grows ? 2 * this.stack.byteLength : 0);
    if (wanted > maxMemory) return false;
    if (grows) {
      const grown = new Int32Array(this.stack.length * 2);
      grown.set(this.stack);
      this.stack = grown;
    }
    return true;
  }
}
