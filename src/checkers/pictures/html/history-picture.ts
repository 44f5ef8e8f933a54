// A history as a picture: a bar for each operation, a lane for each process, faults as marks, and what the result says beside it.

import type { Bar, BarState, Field, Picture, PictureWords } from '../../../pictures';
import type { Annotation } from '../../history/annotation';
import type { Operation, Outcome } from '../../history/operation';
import type { CheckResult } from '../../result';
import { describeValue } from '../../values/describe';
import { bandsOf } from '../bands';
import { type Excerpt, leftOut } from '../excerpt';
import { type Focus, partitionKey } from '../focus';
import { operationLabel } from '../label';
import { type ResultWords, sectionsOf } from './result-words';

export interface PictureOptions {
  /** Longest text of a value. */
  readonly maxValueLength: number;
  readonly stepLink: (step: number) => string;
}

const LONGEST_LABEL = 80;

const WORDS: PictureWords = {
  bar: 'operation',
  bars: 'operations',
  lane: 'process',
  lanes: 'processes',
  group: 'key',
  groups: 'keys',
  start: 'called',
  end: 'returned',
  path: 'order',
  place: 'place in order',
  focus: 'first error',
  example: 'read value:3 process:2',
};

const STATES: readonly (BarState & { readonly name: Outcome })[] = [
  { name: 'ok', word: 'ok', sentence: 'it happened', colour: 'blue' },
  { name: 'mismatch', word: 'refused', sentence: 'it happened and was refused', colour: 'amber' },
  { name: 'fail', word: 'failed', sentence: 'it did not happen', colour: 'grey', struck: true },
  {
    name: 'info',
    word: 'unknown',
    sentence: 'it may have taken effect at any time after its call, or never',
    colour: 'violet',
    dashed: true,
  },
  {
    name: 'blocked',
    word: 'blocked',
    sentence: 'it was still waiting at the end',
    colour: 'pink',
    dashed: true,
  },
];

const FIELDS: readonly Field[] = [
  { name: 'f', match: 'named', hidden: true },
  { name: 'input', search: 'value', match: 'part' },
  { name: 'output', search: 'value', match: 'part' },
  { name: 'error', match: 'named' },
  { name: 'line', match: 'whole' },
];

export function historyPicture(
  excerpt: Excerpt,
  annotations: readonly Annotation[],
  focus: Focus,
  result: CheckResult | undefined,
  words: ResultWords,
  options: PictureOptions,
): Picture {
  const { operations } = excerpt;
  const positions = new Map(operations.map(({ index }, position) => [index, position]));
  const known = (operation: Operation) => positions.get(operation.index) ?? -1;
  const key = partitionKey(operations, result);
  return {
    ...words,
    leftOut: leftOut(excerpt, focus.error !== null),
    words: WORDS,
    states: STATES,
    fields: FIELDS,
    lanes: [],
    bars: operations.map((operation) => barOf(operation, options)),
    arrows: [],
    marks: bandsOf(annotations, ({ f }) => f).map(({ process, label, annotation, start, end }) => ({
      owner: process,
      label,
      value: text(annotation.value ?? undefined, options) ?? '',
      start,
      end,
    })),
    path: focus.order
      .map((operation, place) => ({ bar: known(operation), place: place + 1 }))
      .filter(({ bar }) => bar >= 0),
    focus: focus.error === null ? null : (positions.get(focus.error.index) ?? null),
    outlined: focus.named.map(known).filter((position) => position >= 0),
    sections: sectionsOf(result, focus, known),
    group: text(key, options),
  };
}

function barOf(operation: Operation, options: PictureOptions): Bar {
  const { process, f, key, input, output, outcome, error, step, line } = operation;
  return {
    lane: process,
    start: operation.call,
    end: operation.return,
    label: operationLabel(operation, LONGEST_LABEL),
    state: outcome,
    number: operation.index,
    group: text(key, options),
    step: step < 0 ? null : { number: step, link: options.stepLink(step) },
    values: [
      f,
      text(input ?? undefined, options),
      text(output, options),
      text(error, options),
      line > 0 ? String(line) : null,
    ],
  };
}

function text(value: unknown, { maxValueLength }: PictureOptions): string | null {
  return value === undefined ? null : describeValue(value, maxValueLength);
}
