// Decides one part of a history with a portfolio: a plain search if it is tiny, a polynomial check if one applies, then just-in-time searches of three
// kinds, taking turns in slices that double.

import type { Operation } from '../history/operation';
import type { Pattern } from '../result';
import { demandWitness } from '../witness';
import { type FurthestPoint, JustInTimeSearch, type SearchOptions } from './just-in-time';
import type { PartHistory } from './make-part';
import { makePart } from './make-part';
import type { Part } from './part';
import { polynomialCheckFor } from './polynomial';
import { MOST, SMALL, SmallSearch } from './small-search';

export type PartVerdict = 'ok' | 'violation' | 'more' | 'memory';

/** First slice of a search, in configurations, and what it has on top for each operation; it doubles whenever the turn passes. */
const FIRST_SLICE = 2048;
const FOR_EACH_OPERATION = 2;

/** No order is the best for all: explaining wants the first, some objects (queues) the last, refuting many unknown operations the second. */
const SEARCHES: readonly SearchOptions[] = [{ order: 'return' }, { order: 'return', thrifty: true }, { order: 'call' }];

export class PartCheck {
  verdict: PartVerdict = 'more';
  /** What gave the verdict, or was running last. */
  method = '';
  /** Legal order, once the verdict is `ok`. */
  order: readonly Operation[] = [];
  pattern: Pattern | null = null;
  private part: Part | null = null;
  private searches: JustInTimeSearch[] = [];
  private turn = 0;
  private slice: number;
  private left: number;
  private before = 0;

  constructor(readonly history: PartHistory) {
    this.slice = FIRST_SLICE + FOR_EACH_OPERATION * history.operations.length;
    this.left = this.slice;
  }

  get configurations(): number {
    return this.searches.reduce((sum, search) => sum + search.configurations, this.before);
  }

  /** Bytes of the tables. */
  get memory(): number {
    return this.searches.reduce((sum, search) => sum + search.memory, 0);
  }

  /** The furthest point of the searches that were made; null if there was none, or if they looked ahead. */
  get furthest(): FurthestPoint | null {
    if (this.part?.looksAhead) return null;
    let furthest: FurthestPoint | null = null;
    for (const search of this.searches) {
      if (search && (furthest === null || search.deepest > furthest.deepest)) furthest = search;
    }
    return furthest && { deepest: furthest.deepest, options: furthest.options };
  }

  /** The step of the model that is running, after an interruption. */
  get runningStep(): string | null {
    return this.part?.system.runningStep ?? null;
  }

  /** Gives the tables back. The verdict and what it rests on stay. */
  release(): void {
    this.before = this.configurations;
    this.searches = [];
    this.part = null;
  }

  /**
   * @param configurations how many more may be visited; polynomial checks visit none
   * @param maxMemory bytes for this part
   */
  run(configurations: number, maxMemory: number): PartVerdict {
    if (this.verdict !== 'more') return this.verdict;
    if (this.part === null) {
      // Before anything is numbered: where every value is another one, numbering takes longer than deciding.
      const operations = this.mayHaveHappened();
      if (operations.length > SMALL && this.decideByStructure(operations)) return this.verdict;
      this.part = makePart(this.history);
      this.decideQuickly(this.part, configurations);
    }
    const limit = this.configurations + configurations;
    while (this.verdict === 'more' && this.configurations < limit) {
      this.search(this.part, limit - this.configurations, maxMemory);
    }
    return this.verdict;
  }

  private decideQuickly(part: Part, configurations: number): void {
    if (part.operations.length === 0 && part.blocked.length === 0) {
      this.accept('trivial', []);
      return;
    }
    if (part.operations.length > SMALL || this.decideSmall(part, configurations)) return;
    if (part.blocked.length === 0) this.decideByStructure(part.operations);
  }

  /** The operations without those that certainly changed nothing and of which nobody knows more. */
  private mayHaveHappened(): readonly Operation[] {
    const { operations, model } = this.history;
    if (!operations.some(({ outcome }) => outcome === 'info')) return operations;
    return operations.filter((operation) => operation.outcome !== 'info' || model.pure?.(operation) !== true);
  }

  private decideByStructure(operations: readonly Operation[]): boolean {
    const { model } = this.history;
    const check = polynomialCheckFor(model);
    if (check === undefined || operations.some(({ outcome }) => outcome === 'blocked')) return false;
    const outcome = check(operations, model);
    if (outcome === null) return false;
    const method = `polynomial: ${model.structure}`;
    if (outcome.verdict === 'ok') {
      this.accept(method, outcome.order);
    } else {
      this.method = method;
      this.verdict = 'violation';
      this.pattern = outcome.pattern;
    }
    return true;
  }

  private decideSmall(part: Part, configurations: number): boolean {
    const search = new SmallSearch(part);
    const verdict = search.run(Math.min(MOST, configurations));
    this.before = search.configurations;
    if (verdict === null) return false;
    if (verdict === 'ok') {
      this.accept(
        'small search',
        search.order.map((operation) => part.operations[operation] as Operation),
      );
    } else {
      this.method = 'small search';
      this.verdict = 'violation';
    }
    return true;
  }

  private search(part: Part, configurations: number, maxMemory: number): void {
    const before = this.searches[this.turn]?.configurations ?? 0;
    const search = (this.searches[this.turn] ??= new JustInTimeSearch(part, SEARCHES[this.turn] as SearchOptions));
    const allowed = Math.min(configurations, this.left);
    const verdict = search.run(allowed - (search.configurations - before), maxMemory - this.memory + search.memory);
    this.method = search.name;
    this.left -= search.configurations - before;
    if (verdict === 'ok') {
      this.accept(
        search.name,
        search.order().map((operation) => part.operations[operation] as Operation),
      );
    } else if (verdict !== 'more') {
      this.verdict = verdict;
    } else if (this.left <= 0) {
      this.turn = this.turnAfter(part);
      if (this.turn === 0) this.slice *= 2;
      this.left = this.slice;
    }
  }

  /** The order of unknown operations matters only where there are some. */
  private turnAfter(part: Part): number {
    const next = (this.turn + 1) % SEARCHES.length;
    if (SEARCHES[next]?.thrifty !== true) return next;
    const unknown = part.operations.some(({ outcome }) => outcome === 'info');
    return unknown ? next : (next + 1) % SEARCHES.length;
  }

  /** Every `ok` is replayed against the model itself, by code that shares nothing with the searches. */
  private accept(method: string, order: readonly Operation[]): void {
    const { operations, model } = this.history;
    demandWitness(operations, order, model, 'real time');
    this.method = method;
    this.order = order;
    this.verdict = 'ok';
  }
}
