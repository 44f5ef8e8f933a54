// Any model as a transition system: states and kinds of operations get numbers, each step is asked of the model once and remembered.

import { OUTCOMES } from '../history/check-event';
import type { Operation } from '../history/operation';
import { askModel } from '../models/ask-model';
import { Illegal, type Model, OneOf } from '../models/model';
import { ModelError } from '../models/model-error';
import { describeValue } from '../values/describe';
import { describeOperation } from '../values/describe-operation';
import { NoKeyError, valueKey } from '../values/key';
import { ABSENT, PairTable } from '../values/pair-table';
import { ValueNumbers } from '../values/value-numbers';
import { BRANCHES, ILLEGAL, type TransitionSystem } from './transition-system';

/** Bytes counted for a state or a kind beside its key. */
const ENTRY = 96;
/** Bytes counted for the number of a value. */
const VALUE = 40;

export class InternedSystem implements TransitionSystem {
  readonly initial: number;
  private readonly states: unknown[] = [];
  private readonly stateNumbers = new Map<unknown, number>();
  private readonly kinds: Operation[] = [];
  private readonly pureKinds: boolean[] = [];
  private readonly kindNumbers = new Map<unknown, number>();
  private readonly values = new ValueNumbers();
  /** By the number of what can be seen of an operation; -1: none yet. */
  private readonly kindOfLook: number[] = [];
  /** Whether operations that look alike are of one kind. */
  private alike = true;
  private readonly steps = new PairTable();
  private readonly branchLists: (readonly number[])[] = [];
  private running = -1;
  private runningState = -1;
  private bytes = 0;

  constructor(private readonly model: Model) {
    this.initial = this.stateNumber(
      askModel(
        model,
        () => 'init()',
        () => model.init(),
      ),
    );
  }

  get memory(): number {
    return this.bytes + this.steps.bytes + VALUE * this.values.size;
  }

  /** States and kinds that are known: what a cache of systems limits. */
  get size(): number {
    return this.states.length + this.kinds.length + this.values.size;
  }

  /** The number of the operation's kind: operations of one kind step alike. */
  kindOf(operation: Operation): number {
    const look = this.alike ? this.lookOf(operation) : -1;
    if (look < 0) return this.kindBySignature(operation);
    const known = this.kindOfLook[look];
    if (known !== undefined && known >= 0) return known;
    const kind = this.kindOfFirst(operation, look);
    while (this.kindOfLook.length <= look) this.kindOfLook.push(-1);
    this.kindOfLook[look] = kind;
    return kind;
  }

  /**
   * A number for all that a model may see of an operation; -1 if it holds a value that only the model's signature can compare. What is undefined is not looked up:
   * the shape says that it is.
   */
  private lookOf({ f, key, input, output, outcome }: Operation): number {
    const { values } = this;
    const shape =
      8 * OUTCOMES.indexOf(outcome) +
      (key === undefined ? 0 : 4) +
      (input === undefined ? 0 : 2) +
      (output === undefined ? 0 : 1);
    try {
      let look = values.pair(values.of(f), shape);
      if (key !== undefined) look = values.pair(look, values.of(key));
      if (input !== undefined) look = values.pair(look, values.of(input));
      return output === undefined ? look : values.pair(look, values.of(output));
    } catch (error) {
      if (!(error instanceof NoKeyError)) throw error;
      if (this.model.signature !== undefined) return -1;
      throw new ModelError(
        `An operation (${f}) cannot be compared with others: ${error.message}. Give the model "${this.model.name}" \`signature(operation)\`, a ` +
          'primitive that is equal for operations that step alike',
        { cause: error },
      );
    }
  }

  isPure(kind: number): boolean {
    return this.pureKinds[kind] as boolean;
  }

  step(state: number, kind: number): number {
    const known = this.steps.get(state, kind);
    if (known !== ABSENT) return known;
    const result = this.askModel(state, kind);
    this.steps.add(state, kind, result);
    return result;
  }

  branches(result: number): readonly number[] {
    return this.branchLists[BRANCHES - result] as readonly number[];
  }

  /** The states that operations of this kind can tell from all others, or undefined for all states. */
  observedBy(kind: number): number[] | undefined {
    const observed = this.model.observes?.(this.kinds[kind] as Operation);
    return observed?.map((state) => this.stateNumber(state));
  }

  /** Why the operation cannot happen in the state; null if it can. */
  reasonAgainst(state: number, operation: Operation): string | null {
    const result = this.model.step(this.states[state], operation);
    return result instanceof Illegal ? result.reason : null;
  }

  /** The state itself. */
  valueOf(state: number): unknown {
    return this.states[state];
  }

  describe(state: number): string {
    const value = this.states[state];
    return this.model.describe?.(value) ?? describeValue(value);
  }

  /** The step of the model that has been entered and not left; null if there is none. */
  get runningStep(): string | null {
    if (this.running < 0) return null;
    return `${describeOperation(this.kinds[this.running] as Operation)} in state ${this.describe(this.runningState)}`;
  }

  /** Operations that look alike are of one kind, unless the model's signature tells them apart by something else (their process). */
  private kindOfFirst(operation: Operation, look: number): number {
    const shared: Operation = new Representative(operation, this.model.name);
    if (this.model.signature === undefined) return this.addKind(shared, look);
    try {
      return this.kindBySignature(shared);
    } catch (error) {
      if (!(error instanceof LooksDeeper)) throw error;
      this.alike = false;
      return this.kindBySignature(operation);
    }
  }

  private kindBySignature(operation: Operation): number {
    const { model, kindNumbers } = this;
    const signature = model.signature?.(operation);
    return kindNumbers.get(signature) ?? this.addKind(operation, signature);
  }

  private addKind(operation: Operation, signature: unknown): number {
    const kind = this.kinds.length;
    this.kindNumbers.set(signature, kind);
    this.kinds.push(operation);
    this.pureKinds.push(this.model.pure?.(operation) === true);
    this.bytes += ENTRY + bytesOf(signature);
    return kind;
  }

  private askModel(state: number, kind: number): number {
    const { model } = this;
    const before = this.states[state];
    const operation = this.kinds[kind] as Operation;
    this.running = kind;
    this.runningState = state;
    const what = () => `${describeOperation(operation)} in state ${this.describe(state)}`;
    const result = askModel(model, what, () => model.step(before, operation));
    this.running = -1;
    this.refuseMutation(state, operation);
    if (result instanceof Illegal) return ILLEGAL;
    if (result === undefined) {
      throw new ModelError(
        `The model "${model.name}" returned undefined at ${what()}, which is no state. Is a \`return\` missing? What cannot happen is illegal(reason).`,
      );
    }
    if (!(result instanceof OneOf)) return this.stateNumber(result);
    const numbers = [...new Set(result.states.map((next) => this.stateNumber(next)))];
    if (numbers.length === 1) return numbers[0] as number;
    this.branchLists.push(numbers);
    this.bytes += ENTRY + 8 * numbers.length;
    return BRANCHES - (this.branchLists.length - 1);
  }

  private refuseMutation(state: number, operation: Operation): void {
    const value = this.states[state];
    if (typeof value !== 'object' || value === null) return;
    if (this.stateNumbers.get(this.keyOf(value)) === state) return;
    throw new ModelError(
      `The model "${this.model.name}" changed the state it was given at ${describeOperation(operation)}: now ${describeValue(value)}. ` +
        '`step` must return a new state and leave the old one as it is.',
    );
  }

  private stateNumber(state: unknown): number {
    const key = this.keyOf(state);
    const known = this.stateNumbers.get(key);
    if (known !== undefined) return known;
    const number = this.states.length;
    this.states.push(state);
    this.stateNumbers.set(key, number);
    this.bytes += ENTRY + bytesOf(key);
    return number;
  }

  private keyOf(state: unknown): unknown {
    const { model } = this;
    if (model.key === undefined) return structuralKey(model, state);
    const key = model.key(state);
    if ((typeof key === 'object' && key !== null) || typeof key === 'function') {
      throw new ModelError(`\`key\` of the model "${model.name}" must return a primitive, got ${describeValue(key)}`);
    }
    return key;
  }
}

function structuralKey(model: Model, state: unknown): unknown {
  try {
    return valueKey(state);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ModelError(
      `A state of the model "${model.name}" cannot be compared: ${why}. Give the model \`key(state)\`, a primitive that is equal for equal states`,
      { cause: error },
    );
  }
}

/** A model looked at more of an operation than its name, key, input, output and outcome. */
class LooksDeeper extends ModelError {}

/**
 * Stands for all operations that are structurally equal. A model that looks at what they do not share would get one process' answer for
 * all: it is told to give a signature instead.
 */
class Representative {
  readonly f: string;
  readonly key: unknown;
  readonly input: unknown;
  readonly output: unknown;
  readonly outcome: Operation['outcome'];
  readonly line: number;
  readonly error: unknown;
  readonly #model: string;

  constructor({ f, key, input, output, outcome, line, error }: Operation, model: string) {
    this.f = f;
    this.key = key;
    this.input = input;
    this.output = output;
    this.outcome = outcome;
    this.line = line;
    this.error = error;
    this.#model = model;
  }

  get process(): never {
    return this.#refuse('process');
  }

  get index(): never {
    return this.#refuse('index');
  }

  get call(): never {
    return this.#refuse('call');
  }

  get return(): never {
    return this.#refuse('return');
  }

  get step(): never {
    return this.#refuse('step');
  }

  #refuse(field: string): never {
    throw new LooksDeeper(
      `The model "${this.#model}" looks at \`operation.${field}\`, so operations that are alike otherwise step differently. ` +
        `Give it \`signature(operation)\`, a primitive that includes the ${field}`,
    );
  }
}

function bytesOf(key: unknown): number {
  return typeof key === 'string' ? 2 * key.length : 8;
}
