// What the page is given: the operations as columns of numbers and a table of texts, small enough to embed by the ten thousand.

import type { Annotation } from '../../history/annotation';
import type { Operation, Outcome } from '../../history/operation';
import type { CheckResult } from '../../result';
import { describeValue } from '../../values/describe';
import { type Band, bandsOf } from '../bands';
import { type Excerpt, leftOut } from '../excerpt';
import { type Focus, partitionKey } from '../focus';
import { operationLabel } from '../label';
import { type Ranks, rankTimes } from '../ranks';
import { layRows } from '../rows';

/** Their position is the code in `operations.outcome`. */
export const OUTCOMES: readonly Outcome[] = ['ok', 'mismatch', 'fail', 'info', 'blocked'];

/** A position in `texts`, or -1. */
type TextNumber = number;
/** A position in `operations`. */
type Position = number;

export interface TimelineData {
  readonly texts: readonly string[];
  readonly operations: {
    /** The operation's `index` in its history. */
    readonly index: readonly number[];
    /** Position in `rows`. */
    readonly row: readonly number[];
    readonly label: readonly TextNumber[];
    readonly f: readonly TextNumber[];
    readonly key: readonly TextNumber[];
    readonly input: readonly TextNumber[];
    readonly output: readonly TextNumber[];
    readonly error: readonly TextNumber[];
    readonly outcome: readonly number[];
    /** Ranks; a return of -1: it has none. */
    readonly call: readonly number[];
    readonly return: readonly number[];
    readonly step: readonly number[];
    readonly line: readonly number[];
    readonly link: readonly TextNumber[];
  };
  readonly rows: readonly { readonly process: string; readonly lane: number }[];
  /** The time at each rank. */
  readonly times: readonly number[];
  readonly bands: readonly {
    readonly process: string;
    readonly label: string;
    readonly value: string;
    readonly start: number;
    /** -1: it has no end. */
    readonly end: number;
  }[];
  /** Witness or longest legal order; the places of operations that are left out are missing. */
  readonly order: readonly { readonly operation: Position; readonly place: number }[];
  readonly error: Position;
  /** To be outlined, and those of them that contradict each other (not just where a search got stuck). */
  readonly named: readonly Position[];
  readonly contradiction: readonly Position[];
  readonly candidates: readonly { readonly operation: Position; readonly reason: string }[];
  /** Key that the page shows at first; -1: all. */
  readonly key: TextNumber;
  readonly leftOut: string;
}

export interface DataOptions {
  /** Longest text of a value. */
  readonly maxValueLength: number;
  readonly stepLink: (step: number) => string;
}

const LONGEST_LABEL = 80;

export function timelineData(
  excerpt: Excerpt,
  annotations: readonly Annotation[],
  focus: Focus,
  result: CheckResult | undefined,
  options: DataOptions,
): TimelineData {
  const { operations } = excerpt;
  const texts = new TextTable();
  const value = (given: unknown) =>
    given === undefined ? -1 : texts.number(describeValue(given, options.maxValueLength));
  const bands = bandsOf(annotations, ({ f }) => f);
  const ranks = rankTimes(operations, bands);
  const positions = new Map(operations.map(({ index }, position) => [index, position]));
  const known = (list: readonly Operation[]) =>
    list.map(({ index }) => positions.get(index) ?? -1).filter((position) => position >= 0);
  const { rows, rowOf } = rowsOf(operations, ranks);
  return {
    operations: {
      index: operations.map(({ index }) => index),
      row: rowOf,
      label: operations.map((operation) => texts.number(operationLabel(operation, LONGEST_LABEL))),
      f: operations.map(({ f }) => texts.number(f)),
      key: operations.map(({ key }) => value(key)),
      input: operations.map(({ input }) => value(input ?? undefined)),
      output: operations.map(({ output }) => value(output)),
      error: operations.map(({ error }) => value(error)),
      outcome: operations.map(({ outcome }) => OUTCOMES.indexOf(outcome)),
      call: ranks.operations.map(({ start }) => start),
      return: ranks.operations.map(({ end }) => finite(end)),
      step: operations.map(({ step }) => step),
      line: operations.map(({ line }) => line),
      link: operations.map(({ step }) => (step < 0 ? -1 : texts.number(options.stepLink(step)))),
    },
    rows,
    times: ranks.times,
    bands: bands.map((band, position) => bandData(band, ranks, position, options)),
    order: focus.order
      .map(({ index }, place) => ({ operation: positions.get(index) ?? -1, place: place + 1 }))
      .filter(({ operation }) => operation >= 0),
    error: focus.error === null ? -1 : (positions.get(focus.error.index) ?? -1),
    named: known(focus.named),
    contradiction: focus.isContradiction ? known(focus.named) : [],
    candidates: (result?.stuck?.candidates ?? [])
      .map(({ operation, reason }) => ({ operation: positions.get(operation.index) ?? -1, reason }))
      .filter(({ operation }) => operation >= 0),
    key: value(partitionKey(operations, result)),
    leftOut: leftOut(excerpt, focus.error !== null),
    texts: texts.texts,
  };
}

class TextTable {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  number(text: string): TextNumber {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

function rowsOf(operations: readonly Operation[], ranks: Ranks) {
  const items = operations.map(({ process }, position) => ({ process, position, span: ranks.operations[position]! }));
  const rows = layRows(items);
  const rowOf = new Array<number>(operations.length);
  for (const [number, row] of rows.entries()) for (const { position } of row.items) rowOf[position] = number;
  return { rows: rows.map(({ process, lane }) => ({ process, lane })), rowOf };
}

function bandData(band: Band, ranks: Ranks, position: number, { maxValueLength }: DataOptions) {
  const { start, end } = ranks.bands[position]!;
  const { value } = band.annotation;
  const text = value === undefined || value === null ? '' : describeValue(value, maxValueLength);
  return {
    process: band.process,
    label: band.label,
    value: text,
    start,
    end: band.start === band.end ? start : finite(end),
  };
}

/** JSON has no Infinity. */
function finite(rank: number): number {
  return rank === Number.POSITIVE_INFINITY ? -1 : rank;
}
