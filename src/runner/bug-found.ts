// The errors that a run throws: a bug was found, or a replay did not go as its trace says. Both carry everything as fields; their
// messages are for people.

import type { FindingReport } from '../report/finding-report';
import type { ChangedSource } from '../trace/changed-sources';
import type { Finding } from '../trace/finding';
import type { Trace, TraceDecision } from '../trace/trace';

export interface BugFoundDetails {
  readonly finding: Finding;
  /** The report as text: becomes `message`. */
  readonly text: string;
  /** The report as data. */
  readonly report: FindingReport;
}

/** A failing schedule was found. `message` is the whole report; `cause` is what was thrown. */
export class BugFound extends Error {
  override readonly name = 'BugFound';
  /** What happened, without the schedule. */
  readonly reason: string;
  /** 0-based number of the failing iteration. */
  readonly iteration: number;
  /** Seed of the exploration. Seed and iteration together give the iteration's random stream. */
  readonly seed: number;
  readonly strategy: string;
  /** Where the trace was saved; null if it was not. */
  readonly tracePath: string | null;
  /** The step in which the run failed. */
  readonly failStep: number;
  /** `file:line:column` where the error was thrown, or where the failure was noticed; '' unknown. */
  readonly site: string;
  /** Places that raced, in order: `file:line:column`. */
  readonly places: readonly string[];
  readonly verdict: Finding['verdict'];
  // Private: test runners copy what an error holds, and these may have a hundred thousand events.
  readonly #trace: Trace;
  readonly #report: FindingReport;

  constructor({ finding, text, report }: BugFoundDetails) {
    super(text, { cause: finding.error });
    const { trace } = finding;
    this.reason = report.reason.text;
    this.iteration = trace.iteration;
    this.seed = trace.seed;
    this.strategy = trace.strategy;
    this.#trace = trace;
    this.tracePath = report.tracePath;
    this.failStep = trace.events.at(-1)?.step ?? trace.decisions.length;
    this.site = report.reason.site;
    this.places = report.race?.accesses.map((access) => access.site) ?? report.places.map((place) => place.site);
    this.verdict = finding.verdict;
    this.#report = report;
    // Test runners print the stack: the report, then the user's own frames instead of those of the runner.
    this.stack = [`${this.name}: ${text}`, ...framesOf(trace)].join('\n');
  }

  get trace(): Trace {
    return this.#trace;
  }

  /** The report as data. */
  get report(): FindingReport {
    return this.#report;
  }

  /** The report as data: what `JSON.stringify` writes. */
  toJSON(): FindingReport & { readonly name: 'BugFound'; readonly failStep: number } {
    return { name: this.name, failStep: this.failStep, ...this.report };
  }
}

export interface ReplayDivergenceDetails {
  readonly trace: Trace;
  readonly tracePath: string | null;
  /** 0-based number of the decision at which the replay left the trace; -1 if it is not known. */
  readonly decision: number;
  /** What the trace says; null if it has ended. */
  readonly expected: TraceDecision | null;
  /** What the replay met; null if it has ended. */
  readonly actual: TraceDecision | null;
  /** What differs, in a sentence, where it is known better than from the two decisions. */
  readonly detail?: string;
  /** Sources that are not what they were. */
  readonly changedSources?: readonly ChangedSource[];
}

/** A strict replay met another decision than its trace says. */
export class ReplayDivergence extends Error {
  override readonly name = 'ReplayDivergence';
  /** What differs, in a sentence. */
  readonly detail: string;
  readonly iteration: number;
  readonly seed: number;
  readonly tracePath: string | null;
  readonly decision: number;
  readonly expected: TraceDecision | null;
  readonly actual: TraceDecision | null;
  readonly changedSources: readonly ChangedSource[];

  constructor(details: ReplayDivergenceDetails) {
    const { trace, tracePath, decision, expected, actual, changedSources = [] } = details;
    const detail = details.detail ?? divergence(expected, actual);
    const at = decision < 0 ? '' : ` at decision ${decision} of ${trace.decisions.length}`;
    super(
      [
        `The replay of "${trace.test.name.join(' > ')}" left its trace${at}: ${detail}.`,
        ...(tracePath === null ? [] : [`  trace path: ${tracePath}`]),
        `  seed: ${trace.seed}, iteration: ${trace.iteration}`,
        advice(changedSources),
      ].join('\n'),
    );
    this.detail = detail;
    this.iteration = trace.iteration;
    this.seed = trace.seed;
    this.tracePath = tracePath;
    this.decision = decision;
    this.expected = expected;
    this.actual = actual;
    this.changedSources = changedSources;
  }

  toJSON(): object {
    const { name, detail, iteration, seed, tracePath, decision, expected, actual, changedSources } = this;
    return { name, detail, iteration, seed, tracePath, decision, expected, actual, changedSources };
  }
}

function framesOf({ failure }: Trace): string[] {
  return failure === null || failure.stack === '' ? [] : failure.stack.split('\n').map((line) => `    ${line}`);
}

function divergence(expected: TraceDecision | null, actual: TraceDecision | null): string {
  if (expected === null && actual === null) return 'the run ended in another way';
  if (expected === null) return `the trace has ended, but the run goes on with ${describe(actual as TraceDecision)}`;
  if (actual === null) return `the run has ended, but the trace goes on with ${describe(expected)}`;
  const sameChoice = describe(expected) === describe(actual);
  return sameChoice
    ? `${describe(actual)} is met as expected, but the other options are not those of the trace`
    : `expected ${describe(expected)}, got ${describe(actual)}`;
}

function describe({ kind, operation, options, task, site }: TraceDecision): string {
  const what =
    kind === 'pick' ? `${operation} picked from ${options}` : operation === kind ? kind : `${kind} (${operation})`;
  return `${what}${task === '' ? '' : ` of task ${task}`}${site === '' ? '' : ` at ${site.replace(/:\d+$/, '')}`}`;
}

function advice(changed: readonly ChangedSource[]): string {
  if (changed.length === 0) {
    return [
      'No source has changed, so something that Lockstep does not control did: state left by an earlier run, native promises, I/O.',
      'Try `isolate: true`, or replay with --mode nearest.',
    ].join('\n');
  }
  const shown = changed.slice(0, 5).map(({ file, change }) => (change === 'changed' ? file : `${file} (${change})`));
  const more = changed.length - shown.length;
  return [
    `Sources changed since the trace was recorded: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    'Replay with --mode nearest to follow the old schedule as far as it fits, or run the test again for a new one.',
  ].join('\n');
}
