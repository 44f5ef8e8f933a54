// A simulator of abstract programs: what a strategy sees of an engine, without one. A program is a set of generators; each `yield` says
// which shared access comes next, and the access happens when the strategy lets the task go on.

import type { PendingOperation } from '../../src/engine/operation';
import { Task } from '../../src/engine/task';
import { RandomSource } from '../../src/strategies/random-source';
import type { ConflictHistory, Strategy } from '../../src/strategies/strategy';

/** The next access of a task: what instrumented code would know of it, and whether it must wait (for a lock, say). */
export interface Access {
  readonly site: number;
  readonly object: string;
  readonly write: boolean;
  readonly enabled?: () => boolean;
  /** An ordinary microtask of the code under test: never late, no decision. */
  readonly plain?: boolean;
  /** A task that starts with this step. */
  readonly spawn?: Body;
}

export type Body = Generator<Access, void, void>;

export interface Program {
  readonly name: string;
  /** Fresh state and fresh tasks, in the order in which they are started. */
  start(): { tasks: Body[]; failed(): boolean };
}

export const read = (site: number, object: string): Access => ({ site, object, write: false });
export const write = (site: number, object: string): Access => ({ site, object, write: true });

/** What the engine learns from iterations with access tracking. */
export class SiteHistory implements ConflictHistory {
  private readonly known = new Set<number>();
  private readonly hot = new Set<number>();
  private accesses: { task: number; access: Access }[] = [];

  seen(site: number): boolean {
    return this.known.has(site);
  }

  conflicting(site: number): boolean {
    return this.hot.has(site);
  }

  note(task: number, access: Access): void {
    this.accesses.push({ task, access });
  }

  /** The iteration has ended. */
  learn(): void {
    const users = new Map<string, { all: Set<number>; writers: Set<number> }>();
    for (const { task, access } of this.accesses) {
      const { all, writers } = users.get(access.object) ?? { all: new Set(), writers: new Set() };
      users.set(access.object, { all: all.add(task), writers: access.write ? writers.add(task) : writers });
    }
    const others = (tasks: Set<number>, task: number): boolean => tasks.size > (tasks.has(task) ? 1 : 0);
    for (const { task, access } of this.accesses) {
      const { all, writers } = users.get(access.object) as { all: Set<number>; writers: Set<number> };
      this.known.add(access.site);
      if (others(access.write ? all : writers, task)) this.hot.add(access.site);
    }
    this.accesses = [];
  }
}

/** Knows nothing, ever. */
export class NoHistory extends SiteHistory {
  override learn(): void {}
}

class Running implements PendingOperation {
  readonly kind = 'await';
  readonly task: Task;
  access!: Access;
  sequence = 0;

  constructor(
    readonly body: Body,
    index: number,
  ) {
    this.task = new Task(index, null, index + 1, -1, { name: `task ${index}` });
  }

  get site(): number {
    return this.access.site;
  }
}

export interface RunOptions {
  /** Ask the strategy for lateness: operations at once run in FIFO order before the next pick. Default: all are late. */
  readonly lateness?: boolean;
  readonly history?: SiteHistory;
  readonly maxSteps?: number;
}

export interface Run {
  readonly failed: boolean;
  readonly deadlock: boolean;
  /** `maxSteps` was reached. */
  readonly bound: boolean;
  /** Chosen events. */
  readonly steps: number;
  /** The tasks in the order in which they took steps. */
  readonly order: readonly number[];
}

/** Runs a program once; `strategy.begin` has been called. */
export function runOnce(program: Program, strategy: Strategy, options: RunOptions = {}): Run {
  const { lateness = false, history, maxSteps = 10_000 } = options;
  const { tasks, failed } = program.start();
  const pending: Running[] = [];
  const atOnce: Running[] = [];
  const order: number[] = [];
  let sequence = 0;
  let decisions = 0;
  let started = 0;
  let steps = 0;
  const advance = (running: Running): void => {
    const next = running.body.next();
    if (next.done) return;
    running.access = next.value;
    if (next.value.plain === true || (lateness && !strategy.late(next.value.site))) atOnce.push(running);
    else {
      running.sequence = ++sequence;
      pending.push(running);
    }
  };
  const execute = (running: Running): void => {
    order.push(running.task.index);
    history?.note(running.task.index, running.access);
    const { spawn } = running.access;
    if (spawn !== undefined) advance(new Running(spawn, started++));
    advance(running);
  };
  const finish = (deadlock: boolean, bound: boolean): Run => {
    const end = { failed: failed() || deadlock, deadlock, bound, steps, order };
    strategy.end?.({ decisions, steps: end.steps, failed: end.failed });
    history?.learn();
    return end;
  };
  for (const body of tasks) advance(new Running(body, started++));
  for (;;) {
    for (let running = atOnce.shift(); running !== undefined; running = atOnce.shift()) execute(running);
    const enabled = pending.filter((running) => running.access.enabled?.() ?? true);
    if (enabled.length === 0) return finish(pending.length > 0, false);
    if (++steps > maxSteps) return finish(false, true);
    if (enabled.length > 1) decisions++;
    const chosen = enabled[enabled.length > 1 ? strategy.pick(enabled) : 0];
    if (chosen === undefined) throw new RangeError(`${strategy.name} picked out of range`);
    strategy.ran?.(chosen, enabled);
    pending.splice(pending.indexOf(chosen), 1);
    execute(chosen);
  }
}

export interface ExplorationOptions extends RunOptions {
  readonly seed: number;
  readonly iterations: number;
  /** Stop at the first failing iteration. Default true. */
  readonly stop?: boolean;
}

/** Runs iterations one after the other, as the runner does; returns the 1-based numbers of those that failed. */
export function explore(program: Program, strategy: Strategy, options: ExplorationOptions): number[] {
  const { seed, iterations, stop = true, history = new NoHistory(), maxSteps = 10_000 } = options;
  const random = new RandomSource();
  const failures: number[] = [];
  for (let iteration = 0; iteration < iterations; iteration++) {
    random.reseed(seed, iteration);
    strategy.begin({ iteration, turn: iteration, random, maxSteps, conflicts: history });
    if (!runOnce(program, strategy, { ...options, history }).failed) continue;
    failures.push(iteration + 1);
    if (stop) break;
  }
  return failures;
}

/** Mean number of schedules to the first bug over `trials` seeds; an exploration that finds none counts as `cap`. */
export function meanSchedules(
  program: Program,
  make: () => Strategy,
  options: { trials: number; cap: number; history?: boolean; lateness?: boolean },
): { mean: number; found: number } {
  const { trials, cap, lateness = false } = options;
  let sum = 0;
  let found = 0;
  for (let seed = 1; seed <= trials; seed++) {
    const history = options.history === true ? new SiteHistory() : new NoHistory();
    const [first] = explore(program, make(), { seed, iterations: cap, history, lateness });
    if (first !== undefined) found++;
    sum += first ?? cap;
  }
  return { mean: sum / trials, found };
}
