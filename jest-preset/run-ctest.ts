// Runs a ctest when Jest calls it: options from all layers, the exploration or the replay, and the error that Jest shows if it does
// not pass. Lives inside the sandbox.

import { join, relative } from 'node:path';
import { wantsColour } from '../src/report';
import { lateOperations } from '../src/report/late-operations';
import { latentSentence } from '../src/report/latent';
import { optionsFromEnvironment, type ReplayRequest, replayFromEnvironment } from '../src/runner/environment-variables';
import { DEFAULTS, type ExploreOptions, type ResolvedOptions } from '../src/runner/options';
import { resolveOptions } from '../src/runner/resolve-options';
import type { ExploreResult } from '../src/runner/result';
import type { Subject } from '../src/runner/subject';
import { validateOptions } from '../src/runner/validate';
import type { Runtime } from '../src/runtime';
import { isSameTest, loadTrace, saveTrace } from '../src/trace';
import type { Finding } from '../src/trace/finding';
import type { TracedTest } from '../src/trace/trace';
import type { Bridge, Ctest } from './bridge';
import { namePath, occurrenceOf } from './circus';
import type { Expectations } from './expect-state';
import { refuseInstalledFakeTimers } from './fake-timers';
import { iterationBody } from './iteration';
import { presentable } from './jest-error';
import { PROJECT_OPTIONS } from './project-options';
import { ResultLog } from './result-log';

/** The longest delay of a timer, in ms. */
const LONGEST = 2 ** 31 - 1;
/** How often as long as on a machine of its own a ctest may take before Jest gives up on it. */
const BUSY = 10;
/** Real ms that a ctest may take beyond its own budgets before Jest gives up on it. */
const MARGIN = 60_000;

/** Where a trace was saved, or why it was not. */
interface Saved {
  readonly path: string | null;
  readonly problem: string | null;
}

const NOT_SAVED: Saved = { path: null, problem: null };

function withSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

function plural(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`;
}

export class CtestRunner {
  /** What a ctest threw: Jest's retries must not hide a bug by exploring less or otherwise. */
  private readonly thrown = new Map<Ctest, unknown>();
  private readonly file: string;
  private readonly log: ResultLog;

  constructor(
    private readonly bridge: Bridge,
    private readonly runtime: Runtime,
    private readonly expectations: Expectations,
    private readonly loadedFiles: () => readonly string[],
  ) {
    this.file = withSlashes(relative(bridge.rootDir, bridge.testPath));
    this.log = new ResultLog(this.file);
  }

  /** Configuration < file < block < test < environment variables. */
  optionsOf(ctest: Ctest): ResolvedOptions {
    const { seed, ...fromEnvironment } = optionsFromEnvironment();
    const configured = validateOptions(this.bridge.configured, PROJECT_OPTIONS);
    const layers = [configured, ...this.bridge.configuredFor(ctest.test), ctest.options];
    const merged = Object.assign({}, ...layers, fromEnvironment) as ExploreOptions;
    if (seed !== undefined) merged.seed = seed >>> 0;
    return resolveOptions(merged, `${this.file} ${namePath(ctest.test).join(' ')}`);
  }

  /** Longest time that Jest may wait: the ctest ends by itself, within its budgets. On a busy machine that takes many times as long. */
  timeoutOf(ctest: Ctest): number {
    const { timeBudget, shrink, uncontrolledTimeout, syncTimeout } = this.optionsOf(ctest);
    if (timeBudget === 0) return LONGEST;
    return Math.min(LONGEST, BUSY * (timeBudget + shrink + 2 * uncontrolledTimeout + 2 * syncTimeout) + MARGIN);
  }

  async run(ctest: Ctest): Promise<void> {
    if (this.thrown.has(ctest)) throw this.thrown.get(ctest);
    try {
      refuseInstalledFakeTimers(globalThis);
      const request = replayFromEnvironment();
      if (request === null) await this.explore(ctest);
      else await this.replay(ctest, request);
    } catch (error) {
      const shown = presentable(error, ctest.test.asyncError.stack);
      this.thrown.set(ctest, shown);
      throw shown;
    } finally {
      this.expectations.settle();
    }
  }

  private subject(ctest: Ctest, isolate: boolean): Subject {
    const { bridge, runtime, expectations } = this;
    const body = iterationBody(runtime, bridge.functions(ctest), expectations);
    const shared = () => {
      expectations.reset(ctest.test);
      return body;
    };
    const fresh = () => {
      expectations.reset(ctest.test);
      const functions = bridge.freshFunctions(ctest);
      // By its `then`, because the promise is of the realm of Jest.
      return 'then' in functions
        ? functions.then((late) => iterationBody(runtime, late, expectations))
        : iterationBody(runtime, functions, expectations);
    };
    return {
      body,
      test: this.identityOf(ctest),
      root: bridge.rootDir,
      prepare: isolate ? fresh : shared,
      fresh,
    };
  }

  private identityOf({ test }: Ctest): TracedTest {
    const occurrence = occurrenceOf(test);
    return { file: this.file, name: namePath(test), ...(occurrence > 1 && { occurrence }) };
  }

  private async explore(ctest: Ctest): Promise<void> {
    const name = namePath(ctest.test);
    const options = this.optionsOf(ctest);
    const result = await this.runtime.api.exploreSubject(this.subject(ctest, options.isolate), options);
    const { finding, latent } = result;
    const notes = [...result.warnings];
    const saved = finding === null ? NOT_SAVED : this.save(finding, notes);
    if (latent !== null && finding === null) notes.push(this.latentNote(latent, notes));
    this.bridge.record({ name, result, notes });
    if (finding !== null) {
      const error = this.errorFor(finding, result, saved);
      this.log.bug(name, error, finding, saved.path);
      throw error;
    }
    this.log.pass(
      name,
      `${result.exhausted ? 'all ' : ''}${plural(result.schedules, result.native ? 'run' : 'schedule')}, none failed`,
    );
    if (result.unearned !== null) throw new Error(`No schedule failed, but that proves nothing. ${result.unearned}`);
    const uninstrumented = options.mustExplore && !options.native ? this.bridge.uninstrumented(this.loadedFiles()) : [];
    if (uninstrumented.length > 0) throw new Error(uninstrumentedMessage(uninstrumented));
  }

  private async replay(ctest: Ctest, request: ReplayRequest): Promise<void> {
    const name = namePath(ctest.test);
    const trace = loadTrace(request.trace);
    if (!isSameTest(trace.test, this.identityOf(ctest))) {
      this.log.skipped(name, `the trace belongs to ${described(trace.test)}`);
      return;
    }
    const { mode, shrink } = request;
    const given = this.optionsOf(ctest);
    // If shrinking is asked for, the trace is shrunk, even if the ctest does not shrink by itself.
    const options = shrink && given.shrink === 0 ? { ...given, shrink: DEFAULTS.shrink } : given;
    const subject = this.subject(ctest, trace.options.isolate);
    try {
      const { finding, sameBug } = await this.runtime.api.replaySubject(subject, options, trace, {
        mode,
        shrink,
        tracePath: request.trace,
      });
      if (finding === null) {
        this.log.pass(name, 'the schedule did not fail this time');
        return;
      }
      const notes: string[] = [];
      const saved = shrink ? this.save(finding, notes) : { path: request.trace, problem: null };
      if (notes.length > 0) this.bridge.record({ name, result: null, notes });
      const error = this.errorFor(finding, { schedules: 1, uncontrolled: [], atomic: [] }, saved);
      this.log.bug(
        name,
        error,
        finding,
        saved.path,
        sameBug ? 'the recorded failure' : 'a failure, but not the recorded one',
      );
      throw error;
    } catch (error) {
      // By name, because the engine's copy of the class need not be ours.
      if ((error as Error | undefined)?.name === 'ReplayDivergence') this.log.divergence(name, error as Error);
      throw error;
    }
  }

  /** A warning, not a report: that is what the replay prints. */
  private latentNote(finding: Finding, notes: string[]): string {
    const { path } = this.save(finding, notes);
    const { trace } = finding;
    const [what = ''] = (trace.failure?.message ?? '').split('\n');
    return [
      `Latent: ${latentSentence(lateOperations(trace))}`,
      `  ${trace.failure?.name ?? ''}: ${what}`,
      ...(path === null ? [] : [`  To see it: npx lockstep replay ${shown(path)}`]),
    ].join('\n');
  }

  /** If the trace cannot be written, the finding counts without a file of it, and a note says so. */
  private save(finding: Finding, notes: string[]): Saved {
    try {
      return { path: saveTrace(finding.trace, this.bridge.rootDir), problem: null };
    } catch (error) {
      notes.push(
        `The trace could not be saved (${(error as Error).message}), so there is no file to replay. Make room, or make ` +
          `${withSlashes(join(this.bridge.rootDir, '.lockstep'))} a folder that can be written, and run the test again: it finds the same schedule.`,
      );
      return { path: null, problem: (error as Error).message };
    }
  }

  private errorFor(
    finding: Finding,
    result: Pick<ExploreResult, 'schedules' | 'uncontrolled' | 'atomic'>,
    { path, problem }: Saved,
  ): Error {
    return this.runtime.api.bugFound({
      finding,
      result,
      tracePath: path === null ? null : shown(path),
      notSaved: problem,
      root: this.bridge.rootDir,
      colour: wantsColour(process.stderr),
    });
  }
}

function shown(path: string): string {
  return withSlashes(relative(process.cwd(), path));
}

function described({ file, name, occurrence = 1 }: TracedTest): string {
  return `${occurrence > 1 ? `number ${occurrence} of the tests ` : ''}"${name.join(' > ')}" in ${file}`;
}

function uninstrumentedMessage(files: readonly string[]): string {
  const shown = files.slice(0, 5).join(', ');
  const more = files.length > 5 ? ` and ${files.length - 5} more` : '';
  return (
    `No schedule failed, but that proves little: ${shown}${more} ${files.length === 1 ? 'was' : 'were'} loaded without instrumentation, so what ` +
    "happens there is not under control. Another `transform` or `transformIgnorePatterns` of the Jest configuration keeps the preset's " +
    'transformer away: see `withLockstep(…)`; or set mustExplore: false.'
  );
}
