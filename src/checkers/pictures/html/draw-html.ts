// A history as one HTML page that stands alone: a timeline to zoom, search and filter, with the verdict and its reasons.

import type { Operation } from '../../history/operation';
import type { CheckResult } from '../../result';
import { describeValue } from '../../values/describe';
import { count, excerptAround } from '../excerpt';
import { focusOf } from '../focus';
import { type Drawable, historyOf, wholeNumber } from '../options';
import { drawText } from '../text/draw-text';
import { formatResult } from '../text/format-result';
import { type PageText, page } from './page';
import { timelineData } from './timeline-data';

export interface HtmlOptions {
  /** Default: the criterion and the model, or `History`. */
  readonly title?: string;
  /** Operations in the page; of more, those around the failure. Default: 20,000. */
  readonly maxOperations?: number;
  /** Longest text of a value, in characters. Default: 200. */
  readonly maxValueLength?: number;
  /** The fewest operations that are a violation by themselves (`core` of `explainViolation`): outlined in red. Default: what the result names. */
  readonly core?: readonly Operation[];
  /** Where a schedule step is explained. Default: `#step-N`, an anchor in the same page, which selects the operation that was called there. */
  readonly stepLink?: (step: number) => string;
}

const DEFAULT_OPERATIONS = 20_000;
const DEFAULT_VALUE = 200;
/** Share of the excerpt that lies before the failure. */
const BEFORE = 2 / 3;
/** Columns of the report in the page's side. */
const REPORT_WIDTH = 90;

/**
 * A history as a page: one row per process, time compressed to ranks, the order that explains it (or the longest legal one) as numbered points,
 * the reasons why nothing could follow. Links to it may end in `#operation-3` (an `index`) or `#step-12`.
 * @param drawn a history, or operations
 * @param result what a check said about it
 * @returns HTML without references to anything outside; values are escaped wherever they stand
 * @throws TypeError or RangeError naming the argument that cannot be used
 */
export function drawHtml(drawn: Drawable, result?: CheckResult, options: HtmlOptions = {}): string {
  const limit = wholeNumber('maxOperations', options.maxOperations, DEFAULT_OPERATIONS, 1);
  const maxValueLength = wholeNumber('maxValueLength', options.maxValueLength, DEFAULT_VALUE, 1);
  const { stepLink = (step) => `#step-${step}` } = options;
  if (typeof stepLink !== 'function') {
    throw new TypeError(`Expected \`stepLink\` to be a function of a step's number, got ${typeof stepLink}`);
  }
  const { operations, annotations } = historyOf(drawn);
  const focus = focusOf(result, options.core);
  const excerpt = excerptAround(operations, focus, limit, BEFORE);
  const data = timelineData(excerpt, annotations, focus, result, { maxValueLength, stepLink });
  const report = result
    ? formatResult(result, { history: drawn, width: REPORT_WIDTH, core: options.core })
    : drawText(drawn, undefined, { width: REPORT_WIDTH });
  return page(pageText(options.title, result, operations.length, report), data);
}

function pageText(title: string | undefined, result: CheckResult | undefined, total: number, report: string): PageText {
  const size = `${count(total)} operation${total === 1 ? '' : 's'}`;
  if (!result) {
    return { title: title ?? 'History', verdict: null, about: size, reason: '', pattern: null, state: null, report };
  }
  const { criterion, model, partition, pattern, stuck, statistics, verdict, reason } = result;
  const part = partition === undefined ? '' : `part ${describeValue(partition, 60)}`;
  const cost = `${statistics.method}, ${count(statistics.configurations)} configurations`;
  return {
    title: title ?? (model === '' ? criterion : `${criterion}: ${model}`),
    verdict,
    about: [part, size, cost].filter((words) => words !== '').join(' · '),
    reason,
    pattern: pattern && { name: pattern.name, text: pattern.text === reason ? '' : pattern.text },
    state: verdict === 'ok' ? null : (stuck?.state ?? null),
    report,
  };
}
