// The whole text report of a check: what was found, the picture, and why it cannot be explained.

import type { Annotation } from '../../history/annotation';
import type { Operation } from '../../history/operation';
import type { CheckResult, StuckState } from '../../result';
import { describeValue } from '../../values/describe';
import { count } from '../excerpt';
import { focusOf } from '../focus';
import { operationLabel } from '../label';
import type { Drawable } from '../options';
import { printable } from './cells';
import { drawText, type TextOptions, widthOf } from './draw-text';
import { ASCII, type Glyphs, UNICODE } from './glyphs';
import { wrapText } from './wrap-text';

export interface ResultTextOptions extends TextOptions {
  /** What was checked. Default: the operations that the result names. */
  readonly history?: Drawable;
}

const LONGEST_LABEL = 60;
/** Of an order so many of its last operations are told, of candidates so many. */
const ORDER = 12;
const CANDIDATES = 20;
const CORE = 20;

/**
 * A result as text for a log: the verdict with its reason, the picture, the pattern or the furthest point of the search with the reason why each
 * candidate cannot be next, and what the check cost. With a core the picture is that of the core, which is a violation by itself.
 * @throws TypeError or RangeError naming the option that cannot be used
 */
export function formatResult(result: CheckResult, options: ResultTextOptions = {}): string {
  const width = widthOf(options);
  const glyphs = options.unicode ? UNICODE : ASCII;
  const print = (text: string, indent = '') => wrapText(printable(text, glyphs), width, indent);
  const { core = [] } = options;
  const drawn =
    core.length > 0
      ? { operations: core, annotations: faultsOf(options.history) }
      : (options.history ?? namedBy(result));
  const sections = [
    print(headline(result)),
    result.verdict === 'ok' ? [] : [drawText(drawn, result, options).trimEnd()],
    patternLines(result, print),
    coreLines(core, print),
    result.stuck === null || result.verdict === 'ok' ? [] : stuckLines(result.stuck, print, glyphs),
    result.verdict === 'ok' && result.witness !== null && result.witness.length > 0
      ? print(`An order that explains it: ${orderText(result.witness, 'first')}`, '  ')
      : [],
    print(cost(result)),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

type Print = (text: string, indent?: string) => string[];

function faultsOf(history: Drawable | undefined): readonly Annotation[] {
  return (history !== undefined && 'annotations' in history && history.annotations) || [];
}

function namedBy(result: CheckResult): readonly Operation[] {
  const { named, candidates, order } = focusOf(result);
  const operations = new Map([...order, ...candidates, ...named].map((operation) => [operation.index, operation]));
  return [...operations.values()].sort((one, other) => one.call - other.call || one.index - other.index);
}

function headline({ verdict, criterion, model, partition, reason }: CheckResult): string {
  const about = [criterion, model === '' ? '' : `model ${model}`];
  if (partition !== undefined) about.push(`part ${describeValue(partition, LONGEST_LABEL)}`);
  return `${verdict.toUpperCase()} (${about.filter((part) => part !== '').join(', ')}): ${reason}`;
}

function patternLines({ pattern, reason }: CheckResult, print: Print): string[] {
  if (pattern === null) return [];
  const text = pattern.text === reason ? '' : ` ${pattern.text}`;
  return [
    ...print(`${capitalised(pattern.name)}:${text}`, '  '),
    ...pattern.operations.flatMap((operation) => print(`  ${full(operation)}`, '      ')),
  ];
}

function coreLines(core: readonly Operation[], print: Print): string[] {
  if (core.length === 0) return [];
  const lines = core.slice(0, CORE).flatMap((operation) => print(`  ${full(operation)}`, '      '));
  const rest = core.length > CORE ? [`  and ${count(core.length - CORE)} more`] : [];
  return [
    ...print('These contradict each other, whenever and whether the other operations took effect:'),
    ...lines,
    ...rest,
  ];
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function stuckLines({ order, state, blockedBy, candidates }: StuckState, print: Print, glyphs: Glyphs): string[] {
  const far =
    order.length === 0
      ? `Nothing can come first. Initial state: ${state}`
      : `The longest legal order found (${count(order.length)}): ${orderText(order, 'last')}`;
  const wall =
    blockedBy === null
      ? 'Every completed operation has its place, but what was blocked could have gone on.'
      : `${capitalised(full(blockedBy))} has to come before anything that was called after its return.`;
  const shown = candidates.slice(0, CANDIDATES);
  const dot = glyphs === ASCII ? '-' : '•';
  return [
    ...print(far, '  '),
    ...(order.length === 0 ? [] : print(`State after it: ${state}`, '  ')),
    ...print(wall, '  '),
    ...(shown.length === 0 ? [] : ['What could be next, and why it cannot be:']),
    ...shown.flatMap(({ operation, reason }) => print(`  ${dot} ${full(operation)}: ${reason}`, '    ')),
    ...(candidates.length > CANDIDATES ? [`  and ${count(candidates.length - CANDIDATES)} more`] : []),
  ];
}

function orderText(order: readonly Operation[], end: 'first' | 'last'): string {
  const shown = end === 'first' ? order.slice(0, ORDER) : order.slice(-ORDER);
  const text = shown.map((operation) => `#${operation.index} ${operationLabel(operation, LONGEST_LABEL)}`).join(', ');
  const rest = order.length - shown.length;
  if (rest === 0) return text;
  return end === 'first' ? `${text}, and ${count(rest)} more` : `${count(rest)} before, then ${text}`;
}

function full(operation: Operation): string {
  const { process, index, step, line } = operation;
  const where = [`process ${process}`];
  if (step >= 0) where.push(`step ${step}`);
  if (line > 0) where.push(`line ${line}`);
  return `#${index} ${operationLabel(operation, LONGEST_LABEL)} (${where.join(', ')})`;
}

function cost({ statistics }: CheckResult): string {
  const { method, configurations, partitions } = statistics;
  const parts = partitions > 1 ? ` in ${count(partitions)} parts` : '';
  return `${method}: ${count(configurations)} configuration${configurations === 1 ? '' : 's'}${parts}`;
}
