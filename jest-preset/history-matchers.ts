// Matchers for histories: `expect(history).toBeLinearizable(register())` and its kin. The checkers are loaded when the first of them is called,
// since most test files have no history.

import type { CheckOptions, CheckResult, History } from '../src/checkers';
import { controlledRun } from '../src/checkers/controlled-run';
import type { FailedHistory } from '../src/trace/failed-history';
import { historyFrom } from './history-like';
import type { CausalOptions, HistoryLike, MatcherOptions, SessionOptions } from './matcher-types';

type Checkers = typeof import('../src/checkers');

/** As Jest calls a matcher. */
interface Context {
  readonly isNot?: boolean;
}

/** What Jest makes of it: an error if `pass` is `isNot`, with all of it as `matcherResult`. */
interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
  /** For the trace and the report of a ctest. */
  readonly failedHistory?: FailedHistory;
}

const UNKNOWN = ['fail', 'warn', 'pass'];

/** Lines of a picture are read behind an indent. */
const WIDTH = 100;

let checkers: Checkers | undefined;

function load(): Checkers {
  checkers ??= require('../src/checkers') as Checkers;
  return checkers;
}

interface Question {
  /** `toBeLinearizable(register)`. */
  readonly matcher: string;
  readonly received: unknown;
  readonly options: MatcherOptions | undefined;
  readonly check: CheckOptions;
}

function judge({ isNot = false }: Context, { matcher, received, options = {}, check }: Question): MatcherResult {
  const head = `expect(history)${isNot ? '.not' : ''}.${matcher}`;
  const { unknown = 'fail', ...budget } = checkedOptions(matcher, options);
  const history = historyFrom(received, matcher, load());
  const result = load().check(history, { ...budget, ...check });
  if (result.verdict === 'unknown') return undecided(head, result, history, unknown, isNot);
  const pass = result.verdict === 'ok';
  if (pass)
    return { pass, message: () => `${head}\n\nExpected a violation, but: ${result.reason}${orderOf(result, history)}` };
  const picture = pictureOf(result, history, check);
  return {
    pass,
    message: () => [head, picture].join('\n\n'),
    failedHistory: failedHistory(result, history, picture),
  };
}

/** Budgets in a schedule must be the same on every machine. */
function checkedOptions(matcher: string, options: MatcherOptions): MatcherOptions {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(`${matcher} expects its options to be an object, got ${String(options)}`);
  const { unknown = 'fail', timeout } = options;
  if (!UNKNOWN.includes(unknown))
    throw new RangeError(`${matcher} expects \`unknown\` to be one of ${UNKNOWN.join(', ')}, got ${String(unknown)}`);
  if (timeout !== undefined && controlledRun() !== null)
    throw new TypeError(
      `${matcher} takes no \`timeout\` in a ctest, where every run has to come to the same verdict: bound it by \`maxConfigurations\``,
    );
  return options;
}

/** Neither `expect` nor `expect.not` is met: `pass` is what makes Jest fail, or pass, whichever was asked for. */
function undecided(
  head: string,
  result: CheckResult,
  history: History,
  unknown: 'fail' | 'warn' | 'pass',
  isNot: boolean,
): MatcherResult {
  const text =
    `${head}\n\nNot decided: ${result.reason.replace(/^not decided: /, '')}\nRaise \`maxConfigurations\`, make the history shorter, or accept it by the option ` +
    "unknown: 'warn'.";
  if (unknown === 'warn') console.warn(text);
  if (unknown !== 'fail') return { pass: !isNot, message: () => text };
  return {
    pass: isNot,
    message: () => text,
    failedHistory: failedHistory(result, history, text.split('\n\n', 2)[1] ?? ''),
  };
}

/** For an expectation of a violation: the history, and how it is explained. */
function orderOf(result: CheckResult, history: History): string {
  const { drawText, formatResult } = load();
  const [, ...order] = withoutCost(formatResult(result, { width: WIDTH })).split('\n\n');
  const picture = history.length === 0 ? [] : [drawText(history, result, { width: WIDTH }).trimEnd()];
  return [...picture, ...order].map((part) => `\n\n${part}`).join('');
}

/** What a check cost, the last line, is left out: it depends on what was checked before. */
function pictureOf(result: CheckResult, history: History, { model }: CheckOptions): string {
  const { evidence, formatResult } = load();
  const shown = evidence(history, typeof model === 'object' ? model : undefined, result);
  return withoutCost(formatResult(result, { width: WIDTH, ...shown }));
}

function withoutCost(text: string): string {
  return text.trimEnd().split('\n\n').slice(0, -1).join('\n\n');
}

function failedHistory(result: CheckResult, history: History, picture: string): FailedHistory {
  const { criterion, model, verdict, reason } = result;
  return {
    criterion,
    model,
    verdict: verdict as FailedHistory['verdict'],
    reason,
    picture: picture.split('\n'),
    events: eventsOf(history),
  };
}

/** None if the history holds values that JSON has no notation for. */
function eventsOf(history: History): readonly string[] {
  try {
    return load().writeHistory(history, 'json-lines').trimEnd().split('\n');
  } catch {
    return [];
  }
}

function nameOf(model: unknown): string {
  return String((model as { name?: unknown } | null | undefined)?.name ?? '');
}

const VARIANTS = { CC: 'causal', CCv: 'causal-convergence', CM: 'causal-memory' } as const;

/** For `expect.extend`. */
export const historyMatchers = {
  toBeLinearizable(this: Context, received: HistoryLike, model: CheckOptions['model'], options?: MatcherOptions) {
    const matcher = `toBeLinearizable(${nameOf(model)})`;
    return judge(this, { matcher, received, options, check: { criterion: 'linearizable', model } });
  },
  toBeSequentiallyConsistent(
    this: Context,
    received: HistoryLike,
    model: CheckOptions['model'],
    options?: MatcherOptions,
  ) {
    const matcher = `toBeSequentiallyConsistent(${nameOf(model)})`;
    return judge(this, { matcher, received, options, check: { criterion: 'sequential', model } });
  },
  toBeCausallyConsistent(this: Context, received: HistoryLike, given: CausalOptions = {}) {
    const { variant = 'CC', initial, ...options } = given;
    if (!Object.hasOwn(VARIANTS, variant))
      throw new RangeError(
        `toBeCausallyConsistent expects \`variant\` to be one of ${Object.keys(VARIANTS).join(', ')}, got ${String(variant)}`,
      );
    const matcher = `toBeCausallyConsistent(${variant})`;
    return judge(this, { matcher, received, options, check: { criterion: VARIANTS[variant], initial } });
  },
  toSatisfySessionGuarantees(this: Context, received: HistoryLike, given: SessionOptions = {}) {
    const { guarantee, initial, ...options } = given;
    const matcher = `toSatisfySessionGuarantees(${guarantee ?? ''})`;
    return judge(this, {
      matcher,
      received,
      options,
      check: { criterion: guarantee ?? 'session-guarantees', initial },
    });
  },
  toSatisfyIsolation(this: Context, received: HistoryLike, level: string = 'serializable', options?: MatcherOptions) {
    const matcher = `toSatisfyIsolation(${level})`;
    return judge(this, { matcher, received, options, check: { criterion: level as CheckOptions['criterion'] } });
  },
};
