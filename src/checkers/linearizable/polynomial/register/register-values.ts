// Which operation of a register wrote the value that another one observed, in numbers.

import type { Operation } from '../../../history/operation';
import type { Model } from '../../../models/model';
import { NoKeyError, valueKey } from '../../../values/key';
import { EmptyReads, stateAfter, stateIsValue } from '../initial-value';

/** What the operations of a register are called. */
export interface RegisterWords {
  readonly read: string;
  readonly write: string;
  readonly cas: string;
}

/** What an operation does. */
export enum Role {
  /** It did not happen, or nobody knows what it returned and it changed nothing. */
  none,
  read,
  write,
  /** A compare-and-set that succeeded or, if its outcome is unknown, may have. */
  swap,
  /** Legal everywhere. */
  unconstrained,
}

/** The number of the initial value; a written value's number is its writer's position + 1. */
export const INITIAL = 0;
/** Of several writes nobody can tell which one was observed. */
export const AMBIGUOUS = -1;
/** Nobody wrote it. */
export const NOWHERE = -2;

export interface RegisterValues {
  /** For each operation. */
  readonly roles: Uint8Array;
  /** For each read and each swap the number of the value that it met, AMBIGUOUS or NOWHERE. */
  readonly observed: Int32Array;
}

/** @returns null if the operations are not all those of a register, or values have no equality */
export function registerValues(
  operations: readonly Operation[],
  model: Model,
  words: RegisterWords,
): RegisterValues | null {
  try {
    if (isAmbiguousEarly(operations, model, words)) return null;
    return new Assignment(operations, model, words).run();
  } catch (error) {
    if (error instanceof NoKeyError) return null;
    throw error;
  }
}

/** Operations that are looked at before the others. */
const GLANCE = 64;

/**
 * Whether some of the first operations show already that a value which was observed was written more than once: so it is in every history with few values, and
 * declining those takes a tenth of the time.
 */
function isAmbiguousEarly(
  operations: readonly Operation[],
  model: Model,
  { read, write, cas }: RegisterWords,
): boolean {
  const written = new Set([keyOf(model.init())]);
  const again = new Set<unknown>();
  const observed = new Set<unknown>();
  const end = Math.min(GLANCE, operations.length);
  for (let index = 0; index < end; index++) {
    const operation = operations[index]!;
    const { f, outcome, input, output } = operation;
    if (outcome === 'fail' || outcome === 'mismatch') continue;
    const swap = f === cas && Array.isArray(input) && output !== false ? input : null;
    if (swap || f === write) {
      const key = keyOf(swap ? swap[1] : input);
      if (written.has(key)) again.add(key);
      else written.add(key);
      if (again.has(key) && observed.has(key)) return true;
    }
    if (outcome === 'ok' && (swap || (f === read && !isEmpty(operation)))) {
      const key = keyOf(swap ? swap[0] : output);
      if (again.has(key)) return true;
      observed.add(key);
    }
  }
  return false;
}

/** Null and undefined are one here: "nothing there". Models may tell them apart, see `EmptyReads`. */
function keyOf(value: unknown): unknown {
  return value === undefined ? null : valueKey(value);
}

function isEmpty({ outcome, output }: Operation): boolean {
  return outcome === 'mismatch' || output === undefined || output === null;
}

class Assignment {
  private readonly roles: Uint8Array;
  private readonly observed: Int32Array;
  private readonly writers = new Map<unknown, number>();
  private readonly initialKey: unknown;
  /** A write of something that is neither nothing nor the initial value; it shows what reads of nothing mean. */
  private sample: Operation | undefined;
  private emptyReads: EmptyReads | undefined;

  constructor(
    private readonly operations: readonly Operation[],
    private readonly model: Model,
    private readonly words: RegisterWords,
  ) {
    this.roles = new Uint8Array(operations.length);
    this.observed = new Int32Array(operations.length);
    this.initialKey = keyOf(model.init());
    this.writers.set(this.initialKey, INITIAL);
  }

  run(): RegisterValues | null {
    const read = this.operations.find(({ f }) => f === this.words.read);
    if (read && !stateIsValue(this.model, read)) return null;
    if (!this.operations.every((operation, index) => this.noteWrite(operation, index))) return null;
    if (!this.operations.every((operation, index) => this.noteObservation(operation, index))) return null;
    return { roles: this.roles, observed: this.observed };
  }

  /** @returns false if the history has to be declined */
  private noteWrite(operation: Operation, index: number): boolean {
    const { f, outcome, input } = operation;
    const { read, write, cas } = this.words;
    if (outcome === 'fail') return true;
    if (outcome === 'blocked') return false;
    if (f === read) {
      this.roles[index] = outcome === 'info' ? Role.none : Role.read;
      return true;
    }
    if (f === write && outcome !== 'mismatch') {
      this.roles[index] = Role.write;
      this.write(input, index);
      return true;
    }
    if (f !== cas || !Array.isArray(input) || input.length !== 2) return false;
    if (outcome === 'mismatch' || operation.output === false) return (this.roles[index] = Role.unconstrained) > 0;
    this.roles[index] = Role.swap;
    this.write(input[1], index);
    return true;
  }

  private write(value: unknown, index: number): void {
    const key = keyOf(value);
    if (key !== null && key !== this.initialKey) this.sample ??= this.operations[index];
    this.writers.set(key, this.writers.has(key) ? AMBIGUOUS : index + 1);
  }

  /** @returns false if the history has to be declined */
  private noteObservation(operation: Operation, index: number): boolean {
    switch (this.roles[index]) {
      case Role.read:
        return isEmpty(operation) ? this.noteEmptyRead(operation, index) : this.observe(operation.output, index);
      case Role.swap:
        return this.observe((operation.input as unknown[])[0], index);
      case Role.unconstrained:
        return this.isRefusedEverywhere(operation);
      default:
        return true;
    }
  }

  private observe(value: unknown, index: number): boolean {
    this.observed[index] = this.writers.get(keyOf(value)) ?? NOWHERE;
    return true;
  }

  private noteEmptyRead(operation: Operation, index: number): boolean {
    const writer = this.writers.get(null) ?? INITIAL;
    if (writer === AMBIGUOUS) return false;
    this.emptyReads ??= new EmptyReads(this.model, this.sample);
    const meaning = this.emptyReads.meaningOf(operation);
    if (writer !== INITIAL) {
      this.observed[index] = writer;
      return meaning === 'impossible' && this.readsAfter(this.operations[writer - 1]!, operation);
    }
    if (meaning === 'unconstrained') this.roles[index] = Role.unconstrained;
    this.observed[index] = meaning === 'initial' ? INITIAL : NOWHERE;
    return meaning !== 'unclear';
  }

  private readsAfter(write: Operation, read: Operation): boolean {
    const written = stateAfter(this.model, this.model.init(), { ...write, outcome: 'ok', output: undefined });
    return written !== undefined && stateAfter(this.model, written.state, read) !== undefined;
  }

  /** A refused compare-and-set says when a value was not there, which no block can express, unless it was never there. */
  private isRefusedEverywhere(operation: Operation): boolean {
    const [from] = operation.input as unknown[];
    return !this.writers.has(keyOf(from));
  }
}
