// The append register (get, put, append) as a transition system without strings: a state is a prefix of some value that was read, known by the first such
// value in sorted order and its length. Every other content is one state, that nobody can tell from another and that only a put leaves.

import type { Operation } from '../history/operation';
import type { Model } from '../models/model';
import { ILLEGAL, type TransitionSystem } from '../search/transition-system';
import { ABSENT, PairTable } from '../values/pair-table';
import { type Observation, ObservedUntil } from './observation';
import type { Part } from './part';
import type { Timeline } from './timeline';

/** Content that is no prefix of any value that was read. */
const UNSEEN = 0;

type Kind =
  | { readonly f: 'get'; readonly read: number; readonly length: number }
  | { readonly f: 'get any' | 'get nothing' }
  | { readonly f: 'put' | 'append'; readonly text: string };

export class AppendSystem implements TransitionSystem {
  readonly initial: number;
  /** The model is not asked. */
  readonly runningStep = null;
  /** Different values that were read, sorted. */
  private readonly reads: readonly string[];
  /** How many characters a value shares with the one in front of it. */
  private readonly shared: Int32Array;
  /** First value with the prefix, and the prefix' length; -1: the key is absent. */
  private readonly first: number[] = [-1];
  private readonly length: number[] = [-1];
  private readonly numbers = new PairTable();
  private readonly steps = new PairTable(256);
  private readonly kinds: Kind[] = [];
  private readonly kindNumbers = new Map<string, number>();
  private readonly absent: number;

  private constructor(
    operations: readonly Operation[],
    private readonly initialContent: string | null,
  ) {
    const read = new Set<string>();
    for (const operation of operations) {
      const value = operation.f === 'get' ? this.readBy(operation) : undefined;
      if (typeof value === 'string') read.add(value);
    }
    this.reads = [...read].sort(compare);
    this.shared = Int32Array.from(this.reads, (value, index) => sharedPrefix(this.reads[index - 1] ?? '', value));
    this.first.push(-1);
    this.length.push(-1);
    this.absent = 1;
    this.initial = initialContent === null ? this.absent : this.stateOf(initialContent);
  }

  /** Null if some operation or the initial state is not one that this system knows; the model itself has to be asked then. */
  static of(model: Model, operations: readonly Operation[]): AppendSystem | null {
    const initial = model.init();
    if (typeof initial !== 'string' && initial !== null) return null;
    return operations.every(known) ? new AppendSystem(operations, initial) : null;
  }

  get memory(): number {
    return this.numbers.bytes + this.steps.bytes + 32 * this.first.length + 96 * this.kinds.length;
  }

  kindOf(operation: Operation): number {
    const { f } = operation;
    const text = operation.f === 'get' ? this.readBy(operation) : operation.input;
    const signature = typeof text === 'string' ? `${f} ${text}` : text === null ? 'nothing' : 'anything';
    const known = this.kindNumbers.get(signature);
    if (known !== undefined) return known;
    this.kindNumbers.set(signature, this.kinds.length);
    return this.kinds.push(this.kindFrom(f, text)) - 1;
  }

  /** What a get saw: a read of nothing says that the key is as it was at first. Undefined: nobody knows. */
  private readBy({ output, outcome }: Operation): string | null | undefined {
    return outcome === 'info' ? undefined : ((output as string | null | undefined) ?? this.initialContent);
  }

  isPure(kind: number): boolean {
    return (this.kinds[kind] as Kind).f.startsWith('get');
  }

  step(state: number, kind: number): number {
    const known = this.steps.get(state, kind);
    if (known !== ABSENT) return known;
    const next = this.take(state, this.kinds[kind] as Kind);
    this.steps.add(state, kind, next);
    return next;
  }

  branches(): readonly number[] {
    return [];
  }

  /** For how long a state is told from others: as long as some get that saw it, or something longer, may still be open. */
  observation({ kinds }: Part, { returnOf, returns }: Timeline): Observation {
    const lastRead = new Int32Array(this.reads.length).fill(-1);
    let lastAbsent = -1;
    for (let operation = 0; operation < kinds.length; operation++) {
      const kind = this.kinds[kinds[operation] as number] as Kind;
      const last = returnOf[operation] as number;
      if (kind.f === 'get') lastRead[kind.read] = Math.max(lastRead[kind.read] as number, last);
      if (kind.f === 'get nothing') lastAbsent = Math.max(lastAbsent, last);
    }
    return new PrefixObservation(this, lastRead, lastAbsent, returns);
  }

  /** The last return among the values that have the state as prefix. */
  lastOf(state: number, lastRead: Int32Array, lastAbsent: number): number {
    if (state === UNSEEN) return -1;
    const absent = state === this.absent;
    let last = absent ? lastAbsent : -1;
    const length = absent ? 0 : (this.length[state] as number);
    for (let read = absent ? 0 : (this.first[state] as number); read < lastRead.length; read++) {
      if (read > (this.first[state] as number) && (this.shared[read] as number) < length) break;
      last = Math.max(last, lastRead[read] as number);
    }
    return last;
  }

  private kindFrom(f: string, text: unknown): Kind {
    if (f !== 'get') return { f: f as 'put' | 'append', text: text as string };
    if (text === undefined) return { f: 'get any' };
    if (text === null) return { f: 'get nothing' };
    return { f: 'get', read: this.lowerBound(text as string), length: (text as string).length };
  }

  private take(state: number, kind: Kind): number {
    switch (kind.f) {
      case 'get any':
        return state;
      case 'get nothing':
        return state === this.absent ? state : ILLEGAL;
      case 'get':
        return this.first[state] === kind.read && this.length[state] === kind.length ? state : ILLEGAL;
      case 'put':
        return this.stateOf(kind.text);
      case 'append':
        return state === this.absent ? this.stateOf(kind.text) : this.appended(state, kind.text);
    }
  }

  private appended(state: number, text: string): number {
    if (state === UNSEEN || text === '') return state;
    const { reads, shared } = this;
    const length = this.length[state] as number;
    const start = this.first[state] as number;
    for (let read = start; read < reads.length; read++) {
      if (read > start && (shared[read] as number) < length) break;
      if ((reads[read] as string).startsWith(text, length)) return this.number(read, length + text.length);
    }
    return UNSEEN;
  }

  private stateOf(content: string): number {
    const read = this.lowerBound(content);
    const found = read < this.reads.length && (this.reads[read] as string).startsWith(content);
    return found ? this.number(read, content.length) : UNSEEN;
  }

  private number(first: number, length: number): number {
    const known = this.numbers.get(first, length);
    if (known !== ABSENT) return known;
    const state = this.first.push(first) - 1;
    this.length.push(length);
    this.numbers.add(first, length, state);
    return state;
  }

  /** First value that is not before the content. */
  private lowerBound(content: string): number {
    let low = 0;
    let high = this.reads.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.reads[middle] as string) < content) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

class PrefixObservation extends ObservedUntil {
  private readonly known: number[] = [];

  constructor(
    private readonly system: AppendSystem,
    private readonly lastRead: Int32Array,
    private readonly lastAbsent: number,
    readonly returns: number,
  ) {
    super();
  }

  until(state: number): number {
    const known = this.known[state];
    if (known !== undefined) return known;
    while (this.known.length <= state) {
      this.known.push(this.system.lastOf(this.known.length, this.lastRead, this.lastAbsent));
    }
    return this.known[state] as number;
  }
}

function known({ f, input, output, outcome }: Operation): boolean {
  if (outcome !== 'ok' && outcome !== 'info') return false;
  if (f === 'get') return output === undefined || output === null || typeof output === 'string';
  return (f === 'put' || f === 'append') && typeof input === 'string';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sharedPrefix(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let length = 0;
  while (length < end && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}
