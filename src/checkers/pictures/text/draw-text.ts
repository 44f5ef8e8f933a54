// A history as text: one row per process, time from left to right, an interval for each operation.

import { layRows, type Row, rankTimes } from '../../../pictures';
import type { Annotation } from '../../history/annotation';
import type { Operation } from '../../history/operation';
import type { CheckResult } from '../../result';
import { describeValue } from '../../values/describe';
import { bandsOf } from '../bands';
import { type Excerpt, excerptAround, leftOut } from '../excerpt';
import { type Focus, focusOf, lookSame, partitionKey } from '../focus';
import { operationLabel } from '../label';
import { type Drawable, historyOf, wholeNumber } from '../options';
import { columnsOf, cutTo, padTo, printable } from './cells';
import { ASCII, type Glyphs, UNICODE } from './glyphs';
import { legendOf } from './legend';
import { layStaves, type Piece, type Stave, type TextItem } from './staves';

export interface TextOptions {
  /** Columns of a line, at least 40. Default: 100. */
  readonly width?: number;
  /** Box drawing and users' text as it is, instead of ASCII, which every log survives. Default: false. */
  readonly unicode?: boolean;
  /** Operations shown; of more, those around the failure. Default: 30. */
  readonly maxOperations?: number;
  /** The fewest operations that are a violation by themselves (`core` of `explainViolation`): drawn with `=`. Default: what the result names. */
  readonly core?: readonly Operation[];
}

const NARROWEST = 40;
const DEFAULT_WIDTH = 100;
const DEFAULT_OPERATIONS = 30;
/** Share of the excerpt that lies before the failure. What was called after its return explains nothing. */
const BEFORE = 0.9;
const LONGEST_LABEL = 32;
const LONGEST_NAME = 16;
/** Enough of a label to see that it is cut. */
const LONGEST_TEXT = 200;

/** @throws RangeError for a width that is no number or too small to draw in */
export function widthOf({ width }: TextOptions): number {
  return wholeNumber('width', width, DEFAULT_WIDTH, NARROWEST);
}

interface Bar extends TextItem {
  /** Null for a fault. */
  readonly operation: Operation | null;
  readonly fill: string;
  readonly signs: readonly [open: string, close: string];
}

/**
 * A history as a picture for logs. Time is compressed to ranks, so only what came before what is drawn. Where parts are told apart by key, only the failing
 * part is drawn. Each bar carries the operation's number (`#3`, its `index`).
 * @param drawn a history, or operations
 * @param result what a check said about it: its operations are drawn with `=` and are in the picture whatever is cut
 * @throws TypeError or RangeError naming the argument that cannot be used
 */
export function drawText(drawn: Drawable, result?: CheckResult, options: TextOptions = {}): string {
  const width = widthOf(options);
  const limit = wholeNumber('maxOperations', options.maxOperations, DEFAULT_OPERATIONS, 1);
  const glyphs = options.unicode ? UNICODE : ASCII;
  const { operations: all, annotations } = historyOf(drawn);
  const focus = focusOf(result, options.core);
  const key = partitionKey(all, result);
  const part = key === undefined ? all : all.filter((operation) => lookSame(operation.key, key));
  if (part.length === 0) return 'no operations\n';
  const excerpt = excerptAround(part, focus, limit, BEFORE);
  const faults = annotationsWithin(annotations, excerpt);
  const bars = barsOf(excerpt, faults, focus, key !== undefined, width, glyphs);
  const lines = [
    key === undefined ? '' : `only ${printable(describeValue(key, LONGEST_LABEL), glyphs)}: ${part.length} operations`,
    leftOut(excerpt, focus.error !== null),
    ...picture(bars.items, bars.ranks, width, glyphs),
    '',
    ...legendOf(excerpt.operations, focus, faults.length > 0, glyphs, width),
  ];
  return `${lines.filter((line, index) => line !== '' || index > 1).join('\n')}\n`;
}

function annotationsWithin(annotations: readonly Annotation[], { operations }: Excerpt): readonly Annotation[] {
  const ends = operations.map((operation) => operation.return).filter((end) => end !== Number.POSITIVE_INFINITY);
  const last = Math.max(operations.at(-1)!.call, ...ends);
  return annotations.filter(({ time }) => time >= operations[0]!.call && time <= last);
}

function barsOf(
  { operations }: Excerpt,
  annotations: readonly Annotation[],
  { named }: Focus,
  sameKeys: boolean,
  width: number,
  glyphs: Glyphs,
): { items: readonly Bar[]; ranks: number } {
  const bands = bandsOf(annotations, ({ f, value }) =>
    value === undefined || value === null ? f : `${f} ${describeValue(value, LONGEST_LABEL)}`,
  );
  const ranks = rankTimes(
    operations.map((operation) => ({ start: operation.call, end: operation.return })),
    bands,
  );
  const limit = Math.min(LONGEST_LABEL, width - LONGEST_NAME - 8);
  const label = (text: string) => cutTo(printable(text, glyphs), limit, glyphs);
  const all = new Set(named.map(({ index }) => index));
  // Where everything is named, nothing has to stand out.
  const important = operations.every(({ index }) => all.has(index)) ? new Set<number>() : all;
  const faults = bands.map((band, position) => ({
    lane: printable(band.process, glyphs),
    span: ranks.marks[position]!,
    label: label(band.label),
    operation: null,
    fill: glyphs.fault,
    signs: [glyphs.faultOpen, glyphs.faultClose] as const,
  }));
  const bars = operations.map((operation, position) => {
    const open = operation.return === Number.POSITIVE_INFINITY;
    const plain = open ? glyphs.unknown : glyphs.plain;
    const told = sameKeys ? { ...operation, key: undefined } : operation;
    const text = label(`#${operation.index} ${operationLabel(told, LONGEST_TEXT)}`);
    const fill = important.has(operation.index) ? glyphs.named : plain;
    return {
      lane: operation.process,
      span: ranks.bars[position]!,
      label: fill === glyphs.named ? fill + text + fill : text,
      operation,
      fill,
      signs: [glyphs.open, open ? glyphs.onward : glyphs.close] as const,
    };
  });
  return { items: [...faults, ...bars], ranks: ranks.times.length };
}

function picture(bars: readonly Bar[], ranks: number, width: number, glyphs: Glyphs): string[] {
  const name = (row: Row<Bar>) => {
    const process = printable(row.lane, glyphs);
    const full = row.items[0]?.operation && /^-?\d+$/.test(process) ? `process ${process}` : process;
    return cutTo(full, LONGEST_NAME, glyphs);
  };
  const operations = layRows(bars.filter(({ operation }) => operation !== null));
  const faults = layRows(bars.filter(({ operation }) => operation === null));
  const rows = [...faults, ...operations];
  const gutter = Math.max(4, ...rows.map((row) => columnsOf(name(row)))) + 1;
  const staves = layStaves(bars, ranks, width - gutter);
  return staves.flatMap((stave, index) => {
    const open = bars.filter((bar) => isStillOpen(stave.pieces.get(bar), glyphs));
    const hidden = new Set(open);
    const lines = rows
      .filter((row) => row.items.some((item) => stave.pieces.has(item) && !hidden.has(item)))
      .map((row) => padTo(row.line === 0 || index > 0 ? name(row) : '', gutter) + drawRow(row, stave));
    const still = padTo('open', gutter) + open.map(({ label }) => label).join(', ');
    return [...(index === 0 ? [] : ['']), ...lines, ...(open.length > 0 ? [cutTo(still, width, glyphs)] : [])];
  });
}

/** Unknown, called on an earlier stave and not named: its bar would be an empty row on every stave that follows. */
function isStillOpen(piece: Piece<Bar> | undefined, glyphs: Glyphs): boolean {
  return piece !== undefined && !piece.begins && piece.item.fill === glyphs.unknown;
}

function drawRow(row: Row<Bar>, stave: Stave<Bar>): string {
  let line = '';
  let column = 0;
  for (const item of row.items) {
    const piece = stave.pieces.get(item);
    if (!piece) continue;
    line += ' '.repeat(piece.from - column) + drawPiece(piece);
    column = piece.to + 1;
  }
  return line;
}

function drawPiece({ item, from, to, begins, ends }: Piece<Bar>): string {
  const open = begins ? item.signs[0] : item.fill;
  const onward = item.span.end === Number.POSITIVE_INFINITY;
  const close = ends || onward ? item.signs[1] : item.fill;
  const inner = to - from - 1;
  const label = columnsOf(item.label) <= inner ? item.label : '';
  return open + label + item.fill.repeat(Math.max(0, inner - columnsOf(label))) + close;
}
