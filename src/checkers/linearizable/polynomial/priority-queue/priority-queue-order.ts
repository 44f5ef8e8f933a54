// Operations of a priority queue and the times at which they happen, put in order. At one and the same time come first the values that come out then,
// smallest first; then peeks at a value that stays, and what was found empty; then the values that go in and stay, largest first, each with its peeks.

import type { Operation } from '../../../history/operation';
import { sortedBy } from '../containers/sorted-by';

/** When the operations of one value happen: positions in the history's times. */
export interface Passage {
  /** Its place among the values, smallest first. */
  readonly place: number;
  readonly in: number;
  /** Beyond all times if it never comes out. */
  readonly out: number;
}

const COMING_OUT = 0;
const STAYING = 1;
const EMPTY = 2;
const GOING_IN = 3;
const PHASES = 4;

const INSERTION = 0;
const PEEK = 1;
const REMOVAL = 2;
const STEPS = 3;

export class PriorityQueueOrder {
  readonly #operations: Operation[] = [];
  readonly #keys: Float64Array;
  readonly #values: number;

  /**
   * @param operations how many there are at the most
   * @param values how many there are
   */
  constructor(operations: number, values: number) {
    this.#keys = new Float64Array(operations);
    this.#values = values;
  }

  insertion(operation: Operation, passage: Passage): void {
    this.#add(operation, passage, passage.in, INSERTION);
  }

  peek(operation: Operation, passage: Passage, time: number): void {
    this.#add(operation, passage, time, PEEK);
  }

  removal(operation: Operation, passage: Passage): void {
    this.#add(operation, passage, passage.out, REMOVAL);
  }

  empty(operation: Operation, time: number): void {
    this.#push(operation, time, EMPTY, 0, 0);
  }

  operations(): readonly Operation[] {
    return Array.from(sortedBy(this.#keys.subarray(0, this.#operations.length)), (at) => this.#operations[at]!);
  }

  #add(operation: Operation, passage: Passage, time: number, step: number): void {
    const phase = time === passage.out ? COMING_OUT : time === passage.in ? GOING_IN : STAYING;
    const place = phase === GOING_IN ? this.#values - 1 - passage.place : passage.place;
    this.#push(operation, time, phase, place, step);
  }

  /** One number per operation, exact below 2^53: enough for ten million operations. */
  #push(operation: Operation, time: number, phase: number, place: number, step: number): void {
    this.#keys[this.#operations.length] = ((time * PHASES + phase) * this.#values + place) * STEPS + step;
    this.#operations.push(operation);
  }
}
