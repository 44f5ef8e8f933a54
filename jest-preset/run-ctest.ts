// Runs a ctest when Jest calls it: options from all layers, the exploration, and the error that Jest shows if it does not pass.
// Lives inside the sandbox.

import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describeFinding, renderReport, wantsColour } from '../src/report';
import { BugFound } from '../src/runner/bug-found';
import { optionsFromEnvironment } from '../src/runner/environment-variables';
import { exploreSubject } from '../src/runner/explore';
import type { ExploreOptions, ResolvedOptions } from '../src/runner/options';
import { resolveOptions } from '../src/runner/resolve-options';
import type { ExploreResult, Finding } from '../src/runner/result';
import type { Subject } from '../src/runner/subject';
import type { Runtime } from '../src/runtime';
import { saveTrace } from '../src/trace';
import type { Bridge, Ctest } from './bridge';
import { namePath } from './circus';
import type { Expectations } from './expect-state';
import { iterationBody } from './iteration';

/** The longest delay of a timer, in ms. */
const LONGEST = 2 ** 31 - 1;
/** Real ms that a ctest may take beyond its own budgets before Jest gives up on it. */
const MARGIN = 60_000;

function withSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

export class CtestRunner {
  /** What a ctest threw: Jest's retries must not hide a bug by exploring less or otherwise. */
  private readonly thrown = new Map<Ctest, unknown>();
  private readonly file: string;

  constructor(
    private readonly bridge: Bridge,
    private readonly runtime: Runtime,
    private readonly expectations: Expectations,
    private readonly loadedFiles: () => readonly string[],
  ) {
    this.file = withSlashes(relative(bridge.rootDir, bridge.testPath));
  }

  /** Configuration < file < block < test < environment variables. */
  optionsOf(ctest: Ctest): ResolvedOptions {
    const { seed, ...fromEnvironment } = optionsFromEnvironment();
    const layers = [this.bridge.configured, ...this.bridge.configuredFor(ctest.test), ctest.options];
    const merged = Object.assign({}, ...layers, fromEnvironment) as ExploreOptions;
    if (seed !== undefined) merged.seed = seed >>> 0;
    return resolveOptions(merged, `${this.file} ${namePath(ctest.test).join(' ')}`);
  }

  /** Longest time that Jest may wait: the ctest ends by itself, within its budgets. */
  timeoutOf(ctest: Ctest): number {
    const { timeBudget, shrink, uncontrolledTimeout, syncTimeout } = this.optionsOf(ctest);
    if (timeBudget === 0) return LONGEST;
    return Math.min(LONGEST, timeBudget + shrink + 2 * uncontrolledTimeout + 2 * syncTimeout + MARGIN);
  }

  async run(ctest: Ctest): Promise<void> {
    if (this.thrown.has(ctest)) throw this.thrown.get(ctest);
    try {
      await this.explore(ctest);
    } catch (error) {
      this.thrown.set(ctest, error);
      throw error;
    } finally {
      this.expectations.settle();
    }
  }

  private subject(ctest: Ctest, options: ResolvedOptions): Subject {
    const { bridge, runtime, expectations } = this;
    const body = iterationBody(runtime, bridge.functions(ctest), expectations);
    return {
      body,
      test: { file: this.file, name: namePath(ctest.test) },
      root: bridge.rootDir,
      prepare: () => {
        expectations.reset(ctest.test);
        return options.isolate ? iterationBody(runtime, bridge.freshFunctions(ctest), expectations) : body;
      },
    };
  }

  private async explore(ctest: Ctest): Promise<void> {
    const name = namePath(ctest.test);
    const options = this.optionsOf(ctest);
    const result = await exploreSubject(this.subject(ctest, options), options);
    const { finding, latent } = result;
    const notes = [...result.warnings];
    if (latent !== null) notes.push(this.report(latent, result).text);
    const uninstrumented = options.mustExplore ? this.bridge.uninstrumented(this.loadedFiles()) : [];
    this.bridge.record({ name, result, notes });
    if (finding !== null) {
      const { text, tracePath } = this.report(finding, result);
      const report = describeFinding({
        finding,
        tracePath,
        schedules: result.schedules,
        uncontrolled: result.uncontrolled,
      });
      throw new BugFound({ finding, text, report });
    }
    if (result.unearned !== null) throw new Error(`No schedule failed, but that proves nothing. ${result.unearned}`);
    if (uninstrumented.length > 0) throw new Error(uninstrumentedMessage(uninstrumented));
  }

  private report(finding: Finding, result: ExploreResult): { text: string; tracePath: string } {
    const { rootDir } = this.bridge;
    const saved = saveTrace(finding.trace, rootDir);
    const tracePath = withSlashes(relative(process.cwd(), saved));
    const text = renderReport({
      finding,
      tracePath,
      schedules: result.schedules,
      uncontrolled: result.uncontrolled,
      sources: (file) => {
        try {
          return readFileSync(join(rootDir, file), 'utf8');
        } catch {
          return null;
        }
      },
      colour: wantsColour(process.stderr),
    });
    return { text, tracePath };
  }
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
