// Asks a model for steps and watches it while it answers. States get numbers by their keys.

import type { Operation } from '../../history/operation';
import { describeValue } from '../../values/describe';
import { describeOperation } from '../../values/describe-operation';
import { valueKey } from '../../values/key';
import { Illegal, type Model, OneOf } from '../model';
import type { ProblemKind, ProblemList } from './problem';
import { copyOf, freeze } from './state-copy';

/** What a step came to: the numbers of the states that may follow, sorted; null if it is illegal; undefined if the model broke a rule. */
export type Answer = readonly number[] | null | undefined;

export class Probe {
  /** By number. */
  readonly states: unknown[] = [];
  /** Other states with the same key, as `[number, state]`: they must behave alike. */
  readonly doubles: (readonly [number, unknown])[] = [];
  private readonly keys: unknown[] = [];
  private readonly numbers = new Map<unknown, number>();

  constructor(
    readonly model: Model,
    private readonly found: ProblemList,
  ) {}

  /** The number of the initial state; -1 if there is none. */
  start(): number {
    const first = this.ask('init()', () => this.model.init());
    const second = this.ask('init()', () => this.model.init());
    if (first === undefined || second === undefined) return -1;
    const number = this.numberOf(first.value);
    if (this.numberOf(second.value) !== number) this.found.add('init', '`init` returned two states that are not equal');
    return number;
  }

  /** One step, with all that can be said of it alone: on a copy of the state, on the frozen state, and again on the copy. */
  watch(from: number, operation: Operation): Answer {
    const state = this.states[from];
    const copy = copyOf(state) ?? state;
    if (!this.hasKey(copy, from)) {
      this.found.add('key', `A copy of the state ${this.describe(from)} has another key`, null, this.describe(from));
      return undefined;
    }
    const answer = this.step(copy, operation);
    if (answer === undefined) return undefined;
    if (!this.hasKey(copy, from)) {
      this.tell('mutation', 'changed the state it was given; it must return a new one', operation, from);
      return undefined;
    }
    freeze(state);
    const second = this.step(state, operation, 'mutation');
    if (second === undefined || sameAnswer(answer, second)) return second;
    if (sameAnswer(answer, this.step(copy, operation))) {
      this.tell('key', 'gave another result for a copy of the state', operation, from);
    } else {
      this.tell('not deterministic', 'gave another result when it was asked again', operation, from);
    }
    return undefined;
  }

  /** One step, as it is. @param kind what it means if it throws */
  step(state: unknown, operation: Operation, kind: ProblemKind = 'throws'): Answer {
    const asked = this.ask('step', () => this.model.step(state, operation), kind, operation, state);
    if (asked === undefined) return undefined;
    const result = asked.value;
    if (result instanceof Illegal) return null;
    if (result instanceof OneOf) {
      if (result.states.length === 0) {
        this.tellOf(
          state,
          'no choice',
          'returned OneOf without states; what cannot happen is illegal(reason)',
          operation,
        );
        return undefined;
      }
      return this.numbersOf(result.states);
    }
    if (result === undefined) {
      this.tellOf(state, 'no result', 'returned undefined, which is no state; is a `return` missing?', operation);
      return undefined;
    }
    return this.numbersOf([result]);
  }

  /** The states that may follow any of these. */
  stepAll(from: readonly number[], operation: Operation): readonly number[] {
    return sorted(from.flatMap((number) => this.step(this.states[number], operation) ?? []));
  }

  /** What a method other than `step` says of an operation; undefined if it threw. */
  about<Result>(name: string, operation: Operation, call: () => Result): { readonly value: Result } | undefined {
    return this.ask(name, call, 'throws', operation);
  }

  describe(number: number): string {
    return this.described(this.states[number]);
  }

  tell(kind: ProblemKind, what: string, operation: Operation, state: number): void {
    this.tellOf(this.states[state], kind, what, operation);
  }

  numberOf(state: unknown): number {
    const key = this.keyOf(state);
    if (key === undefined) return -1;
    const known = this.numbers.get(key.value);
    if (known === undefined) {
      this.numbers.set(key.value, this.states.length);
      this.keys.push(key.value);
      return this.states.push(state) - 1;
    }
    if (!Object.is(state, this.states[known]) && this.doubles.length < 40) {
      this.doubles.push([known, state]);
    }
    return known;
  }

  private numbersOf(states: readonly unknown[]): Answer {
    const numbers = states.map((state) => this.numberOf(state));
    return numbers.includes(-1) ? undefined : sorted(numbers);
  }

  /** Keys are compared as by Map, where NaN is equal to itself. */
  private hasKey(state: unknown, number: number): boolean {
    return Object.is(this.keyOf(state)?.value, this.keys[number]);
  }

  private tellOf(state: unknown, kind: ProblemKind, what: string, operation: Operation): void {
    const described = this.described(state);
    this.found.add(
      kind,
      `${describeOperation(operation)} in state ${described}: \`step\` ${what}`,
      operation,
      described,
    );
  }

  private keyOf(state: unknown): { readonly value: unknown } | undefined {
    const { model, found } = this;
    try {
      const key = model.key === undefined ? valueKey(state) : model.key(state);
      if ((typeof key === 'object' && key !== null) || typeof key === 'function') {
        found.add('key', `\`key\` must return a primitive, got ${describeValue(key)}`, null, this.described(state));
        return undefined;
      }
      return { value: Object.is(key, -0) ? 0 : key };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const advice = model.key === undefined ? '. Give the model `key(state)`' : '';
      found.add('key', `A state has no key: ${why}${advice}`, null, this.described(state));
      return undefined;
    }
  }

  private described(state: unknown): string {
    const { model, found } = this;
    if (model.describe === undefined) return describeValue(state);
    try {
      const text: unknown = model.describe(state);
      if (typeof text === 'string') return text;
      found.add('describe', `\`describe\` must return a string, got ${describeValue(text)}`);
    } catch (error) {
      found.add('describe', `\`describe\` threw ${describeValue(error)}`);
    }
    return describeValue(state);
  }

  private ask<Result>(
    name: string,
    call: () => Result,
    kind: ProblemKind = 'throws',
    operation: Operation | null = null,
    state?: unknown,
  ): { readonly value: Result } | undefined {
    const where = () => {
      if (operation === null) return '';
      const inState = name === 'step' ? ` in state ${this.described(state)}` : '';
      return `${describeOperation(operation)}${inState}: `;
    };
    try {
      const value = call();
      if (typeof (value as { then?: unknown } | null | undefined)?.then === 'function') {
        this.found.add('promise', `${where()}\`${name}\` returned a promise; models are synchronous`, operation);
        return undefined;
      }
      return { value };
    } catch (error) {
      const what = kind === 'mutation' ? 'wrote to the state it was given' : 'threw';
      this.found.add(kind, `${where()}\`${name}\` ${what}: ${describeValue(error, 300)}`, operation);
      return undefined;
    }
  }
}

function sorted(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((one, other) => one - other);
}

export function sameAnswer(one: Answer, other: Answer): boolean {
  return one?.join() === other?.join() && (one === null) === (other === null);
}
