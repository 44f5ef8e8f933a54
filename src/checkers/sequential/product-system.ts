// A model that consists of independent parts: its states are trees over the states of the parts, each subtree held once, so that equal states have one number and
// a step makes O(log parts) new pairs.

import type { Operation } from '../history/operation';
import type { Model } from '../models/model';
import { InternedSystem } from '../search/interned-system';
import { BRANCHES, ILLEGAL } from '../search/transition-system';
import { ABSENT, PairTable } from '../values/pair-table';
import type { StateSystem } from './state-system';

/** Bytes of a pair beside its entry in the table. */
const PAIR = 16;

export class ProductSystem implements StateSystem {
  readonly initial: number;
  private readonly parts: InternedSystem;
  /** Levels of the tree above the states of the parts. */
  private readonly depth: number;
  private readonly pairs = new PairTable();
  private readonly left: number[] = [];
  private readonly right: number[] = [];
  /** Kinds of the parts' operations and their parts, by number. */
  private readonly kinds: number[] = [];
  private readonly partOfKind: number[] = [];
  private readonly kindNumbers = new PairTable();
  private found: readonly number[] = [];

  /**
   * @param part the specification of one part
   * @param partOf the number of the part of each operation, from 0 on
   */
  constructor(
    part: Model,
    private readonly partOf: ReadonlyMap<Operation, number>,
  ) {
    this.parts = new InternedSystem(part);
    const count = Math.max(...partOf.values()) + 1;
    this.depth = 32 - Math.clz32(count - 1);
    let state = this.parts.initial;
    for (let level = 0; level < this.depth; level++) state = this.pair(state, state);
    this.initial = state;
  }

  get memory(): number {
    return this.parts.memory + this.pairs.bytes + PAIR * this.left.length;
  }

  get runningStep(): string | null {
    return this.parts.runningStep;
  }

  kindOf(operation: Operation): number {
    const part = this.partOf.get(operation) as number;
    const kind = this.parts.kindOf(operation);
    const known = this.kindNumbers.get(part, kind);
    if (known !== ABSENT) return known;
    const number = this.kinds.push(kind) - 1;
    this.partOfKind.push(part);
    this.kindNumbers.add(part, kind, number);
    return number;
  }

  isPure(kind: number): boolean {
    return this.parts.isPure(this.kinds[kind] as number);
  }

  step(state: number, kind: number): number {
    const part = this.partOfKind[kind] as number;
    const before = this.partState(state, part);
    const after = this.parts.step(before, this.kinds[kind] as number);
    if (after === ILLEGAL) return ILLEGAL;
    if (after === before) return state;
    if (after > ILLEGAL) return this.withPart(state, part, after, this.depth);
    this.found = this.parts.branches(after).map((branch) => this.withPart(state, part, branch, this.depth));
    return BRANCHES;
  }

  branches(): readonly number[] {
    return this.found;
  }

  private partState(state: number, part: number): number {
    let node = state;
    for (let level = this.depth - 1; level >= 0; level--) {
      node = ((part >>> level) & 1) === 0 ? (this.left[node] as number) : (this.right[node] as number);
    }
    return node;
  }

  private withPart(node: number, part: number, state: number, depth: number): number {
    if (depth === 0) return state;
    const left = this.left[node] as number;
    const right = this.right[node] as number;
    if (((part >>> (depth - 1)) & 1) === 0) return this.pair(this.withPart(left, part, state, depth - 1), right);
    return this.pair(left, this.withPart(right, part, state, depth - 1));
  }

  private pair(left: number, right: number): number {
    const known = this.pairs.get(left, right);
    if (known !== ABSENT) return known;
    const node = this.left.push(left) - 1;
    this.right.push(right);
    this.pairs.add(left, right, node);
    return node;
  }
}
