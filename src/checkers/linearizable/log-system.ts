// The log (append, readAll, length) as a transition system without lists: what stands at an offset stays there, so all reads of an offset have to agree, and a
// state is a length and whether something stands where a read shows something else. Orders of appends that nobody can tell apart are one.

import type { Operation } from '../history/operation';
import type { Model } from '../models/model';
import { isUnknown, orNothing } from '../models/outcome';
import { ILLEGAL, type TransitionSystem } from '../search/transition-system';
import { NoKeyError } from '../values/key';
import { ValueNumbers } from '../values/value-numbers';

/** Stands for all values that no read shows. */
const UNSEEN = -1;
/** Stands for any offset or length. */
const ANY = -1;

type Kind =
  | { readonly f: 'append'; readonly value: number; readonly offset: number }
  | { readonly f: 'exactly' | 'at most'; readonly length: number; readonly shows: boolean }
  | { readonly f: 'read any' | 'contradicted' };

export class LogSystem implements TransitionSystem {
  readonly initial: number;
  /** The model is not asked. */
  readonly runningStep = null;
  private readonly values = new ValueNumbers();
  /** What the reads show, offset by offset, in the order of their returns: the first to show an offset counts. */
  private readonly shown: number[];
  private readonly shownValues: ReadonlySet<number>;
  /** Reads that show something else. */
  private readonly contradicted = new Set<Operation>();
  private readonly kinds: Kind[] = [];
  private readonly kindNumbers = new Map<string, number>();

  /** @throws NoKeyError for values whose equality cannot be seen */
  private constructor(
    initial: readonly unknown[],
    operations: readonly Operation[],
    readonly lookAhead: boolean,
  ) {
    this.initial = 2 * initial.length;
    this.shown = initial.map((value) => this.numberOf(value));
    const lists = operations.filter(showsAll).sort((one, other) => one.return - other.return);
    for (const list of lists) if (!this.agrees(list.output as unknown[])) this.contradicted.add(list);
    this.shownValues = new Set(this.shown);
    for (const { f, input } of operations) if (f === 'append') this.numberOf(input);
  }

  /**
   * Null if some operation is not one that this system knows; the model itself has to be asked then.
   * @param lookAhead whether an append that a read will contradict is impossible at once. That decides the same and is what makes it fast; to see how far one
   * gets, it has to be possible until that read returns.
   */
  static of(model: Model, operations: readonly Operation[], lookAhead: boolean): LogSystem | null {
    const initial = model.init();
    if (!Array.isArray(initial) || !operations.every(known) || isNothingUnclear(initial, operations)) return null;
    try {
      return new LogSystem(initial, operations, lookAhead);
    } catch (error) {
      if (error instanceof NoKeyError) return null;
      throw error;
    }
  }

  get memory(): number {
    return 40 * this.values.size + 16 * this.shown.length + 96 * this.kinds.length;
  }

  kindOf(operation: Operation): number {
    const kind = this.read(operation);
    const signature = Object.values(kind).join(' ');
    const number = this.kindNumbers.get(signature);
    if (number !== undefined) return number;
    this.kindNumbers.set(signature, this.kinds.length);
    return this.kinds.push(kind) - 1;
  }

  isPure(kind: number): boolean {
    return (this.kinds[kind] as Kind).f !== 'append';
  }

  /** States are twice the length, and one more if something stands where the reads show something else. */
  step(state: number, kind: number): number {
    const asked = this.kinds[kind] as Kind;
    const length = state >> 1;
    switch (asked.f) {
      case 'append': {
        if (asked.offset !== ANY && asked.offset !== length) return ILLEGAL;
        const shown = this.shown[length];
        if (shown === undefined || shown === asked.value) return state + 2;
        return this.lookAhead ? ILLEGAL : (state | 1) + 2;
      }
      case 'exactly':
        return length === asked.length && !(asked.shows && (state & 1) === 1) ? state : ILLEGAL;
      case 'at most':
        return length <= asked.length ? state : ILLEGAL;
      case 'read any':
        return state;
      case 'contradicted':
        return ILLEGAL;
    }
  }

  branches(): readonly number[] {
    return [];
  }

  private numberOf(value: unknown): number {
    return this.values.of(orNothing(value));
  }

  private agrees(list: readonly unknown[]): boolean {
    return Array.from(list, (value, offset) => {
      const number = this.numberOf(value);
      if (offset >= this.shown.length) this.shown.push(number);
      return this.shown[offset] === number;
    }).every(Boolean);
  }

  private read(operation: Operation): Kind {
    const { f, input, output } = operation;
    const answer = isUnknown(operation) ? undefined : (output ?? undefined);
    if (f === 'append') {
      const value = this.numberOf(input);
      const offset = answer === undefined ? ANY : (answer as number);
      return { f, value: this.shownValues.has(value) ? value : UNSEEN, offset };
    }
    if (this.contradicted.has(operation)) return { f: 'contradicted' };
    if (f === 'read' && !isUnknown(operation)) return { f: 'at most', length: input as number, shows: false };
    if (answer === undefined) return { f: 'read any' };
    if (f === 'length') return { f: 'exactly', length: answer as number, shows: false };
    return { f: 'exactly', length: (answer as readonly unknown[]).length, shows: true };
  }
}

function showsAll({ f, outcome, output }: Operation): boolean {
  return f === 'readAll' && outcome === 'ok' && Array.isArray(output);
}

/** Whether nothing at an offset may also be a value: then reading it says nothing about the length. */
function isNothingUnclear(initial: readonly unknown[], operations: readonly Operation[]): boolean {
  if (!operations.some(({ f }) => f === 'read')) return false;
  const isNothing = (value: unknown) => orNothing(value) === null;
  return initial.some(isNothing) || operations.some(({ f, input }) => f === 'append' && isNothing(input));
}

/** A read of one offset is known only if nothing was there: what stands behind a wrong value would have to be remembered for others. */
function known(operation: Operation): boolean {
  const { f, input, output, outcome } = operation;
  if (f === 'read') {
    const offset = Number.isSafeInteger(input) && (input as number) >= 0;
    return offset && (isUnknown(operation) || outcome === 'mismatch' || orNothing(output) === null);
  }
  if (outcome === 'mismatch') return false;
  if (isUnknown(operation) || orNothing(output) === null) return f === 'append' || f === 'readAll' || f === 'length';
  if (f === 'readAll') return Array.isArray(output);
  return (f === 'append' || f === 'length') && Number.isSafeInteger(output);
}
