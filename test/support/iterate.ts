// Runs single schedules of a body with hand-written decisions, recorded.

import type { IterationOutcome } from '../../src/engine/outcome';
import { siteTable } from '../../src/engine/site-table';
import type { ExploreOptions } from '../../src/runner/options';
import { resolveOptions } from '../../src/runner/resolve-options';
import { type RecordedRun, Session } from '../../src/runner/session';
import '../../src/runtime';
import type { PendingOperation } from '../../src/engine/operation';
import type { Strategy } from '../../src/strategies/strategy';

/** What is decided; the default is what an undisturbed event loop does. */
export interface Decisions {
  pick?(enabled: readonly PendingOperation[]): number;
  /** @param microtasks by how many it may complete later than at once */
  late?(site: number, microtasks: number): boolean | number;
  choose?(n: number): number;
}

export function decide({ pick = () => 0, late = () => false, choose = () => 0 }: Decisions = {}): Strategy {
  return {
    name: 'hand-written',
    memory: 'none',
    begin() {},
    pick,
    late: ({ site, microtasks }) => late(site, microtasks),
    choose,
  };
}

/** Every environment operation is late, the oldest operation goes first. */
export const allLate: Decisions = { late: () => true };

export interface RunOptions extends ExploreOptions, Decisions {
  readonly iteration?: number;
}

/** One recorded schedule of `body`. */
export function record(body: () => unknown, options: RunOptions = {}): Promise<RecordedRun> {
  const { pick, late, choose, iteration = 0, ...rest } = options;
  const session = new Session({ body, test: { file: '', name: ['body'] } }, resolveOptions(rest));
  return session.record({
    strategy: decide({ pick, late, choose }),
    model: rest.model === 'await' ? 'await' : 'host',
    iteration,
    turn: iteration,
    track: true,
  });
}

/** The outcome of one recorded schedule of `body`. */
export async function outcomeOf(body: () => unknown, options: RunOptions = {}): Promise<IterationOutcome> {
  return (await record(body, options)).outcome;
}

/** `kind: message` of the failure of one schedule, or 'passed'. */
export async function verdictOf(body: () => unknown, options: RunOptions = {}): Promise<string> {
  const { failure } = await outcomeOf(body, options);
  if (failure === null) return 'passed';
  const { error } = failure;
  return `${failure.kind}: ${error instanceof Error ? error.message : String(error)}`;
}

/** The source text at a site. */
export function textAt(site: number): string {
  return siteTable.site(site)?.text ?? 'unknown';
}
