// A history as one HTML page that stands alone: a timeline to zoom, search and filter, with the verdict and its reasons.

import { drawPage } from '../../../pictures';
import type { Operation } from '../../history/operation';
import type { CheckResult } from '../../result';
import { excerptAround } from '../excerpt';
import { focusOf } from '../focus';
import { type Drawable, historyOf, wholeNumber } from '../options';
import { drawText } from '../text/draw-text';
import { formatResult } from '../text/format-result';
import { historyPicture } from './history-picture';
import { resultWords } from './result-words';

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
  const report = result
    ? formatResult(result, { history: drawn, width: REPORT_WIDTH, core: options.core })
    : drawText(drawn, undefined, { width: REPORT_WIDTH });
  const words = resultWords(options.title, result, operations.length, report);
  return drawPage(historyPicture(excerpt, annotations, focus, result, words, { maxValueLength, stepLink }));
}
