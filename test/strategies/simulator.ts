// A simulator of abstract programs: what a strategy sees of an engine, without one. A program is a set of generators; each `yield` says
// which shared access comes next, and the access happens when the strategy lets the task go on.

import type { StepReport } from '../../src/engine/decision-maker';
import type { Operation, PendingOperation } from '../../src/engine/operation';
import { Task } from '../../src/engine/task';
import { isLesson, isTracked } from '../../src/runner/lessons';
import { RandomSource } from '../../src/strategies/random-source';
import type { ConflictHistory, IterationStart, SiteNames, Strategy } from '../../src/strategies/strategy';

/** Sites of the simulator are numbered by hand: the number is the name, less what all numbers were shifted by. */
export function siteNames(shift = 0): SiteNames {
  return {
    key: (site) => (site < 0 ? 0 : Math.imul(site - shift + 1, 0x9e3779b1)),
    describe: (site) => (site < 0 ? '' : `src/program.ts:${site - shift}:0`),
  };
}

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

  /** The iteration has ended, and was none to learn from. */
  drop(): void {
    this.accesses = [];
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
    this.drop();
  }
}

/** Knows nothing, ever. */
export class NoHistory extends SiteHistory {
  override learn(): void {}
}

/** Started the first tasks, and does nothing else. */
const starter = new Task(-1, null, 0, -1, { name: 'start' });

class Running implements PendingOperation, Operation {
  readonly kind = 'await';
  readonly from = -1;
  readonly microtasks = 0;
  readonly channel = 0;
  readonly task: Task;
  access!: Access;
  sequence = 0;

  constructor(
    readonly body: Body,
    index: number,
    private readonly shift: number,
    parent = starter,
  ) {
    this.task = new Task(index, parent, index + 1, -1, { name: `task ${index}` });
  }

  get site(): number {
    return this.access.site + this.shift;
  }
}

export interface RunOptions {
  /** Ask the strategy for lateness: operations at once run in FIFO order before the next pick. Default: all are late. */
  readonly lateness?: boolean;
  readonly history?: SiteHistory;
  readonly maxSteps?: number;
  /** Added to every site, as if other files had been loaded before. */
  readonly shift?: number;
  /** What was learned in the iteration goes into the history. Default true. */
  readonly tracked?: boolean;
}

export interface Run {
  readonly failed: boolean;
  /** The strategy has given the schedule up. */
  readonly abandoned: boolean;
  readonly deadlock: boolean;
  /** `maxSteps` was reached. */
  readonly bound: boolean;
  /** Chosen events. */
  readonly steps: number;
  /** The tasks in the order in which they took steps. */
  readonly order: readonly number[];
}

/** What the strategy is told of a step. */
class Report implements StepReport {
  operation: PendingOperation | null = null;
  readonly touched: number[] = [];
  readonly made: PendingOperation[] = [];
  private readonly locations = new Map<string, number>();

  begin(operation: PendingOperation | null): void {
    // The object is pending anew by the end of the step.
    this.operation =
      operation === null
        ? null
        : {
            kind: operation.kind,
            site: operation.site,
            task: operation.task,
            sequence: operation.sequence,
            channel: operation.channel,
          };
    this.touched.length = this.made.length = 0;
  }

  touch({ object, write }: Access): void {
    const location = this.locations.get(object) ?? this.locations.size;
    this.locations.set(object, location);
    this.touched.push(2 * location + (write ? 1 : 0));
  }
}

/** Runs a program once; `strategy.begin` has been called. */
export function runOnce(program: Program, strategy: Strategy, options: RunOptions = {}): Run {
  const { lateness = false, history, maxSteps = 10_000, shift = 0, tracked = true } = options;
  const { tasks, failed } = program.start();
  const pending: Running[] = [];
  const atOnce: Running[] = [];
  const order: number[] = [];
  const report = new Report();
  let sequence = 0;
  let picks = 0;
  let decisions = 0;
  let started = 0;
  let steps = 0;
  const isLate = (operation: Operation): boolean => {
    if (!lateness) return true;
    decisions++;
    return strategy.late(operation) === true;
  };
  const advance = (running: Running): void => {
    const next = running.body.next();
    if (next.done) return;
    running.access = next.value;
    if (next.value.plain === true || !isLate(running)) atOnce.push(running);
    else {
      running.sequence = ++sequence;
      pending.push(running);
      report.made.push(running);
    }
  };
  const execute = (running: Running): void => {
    order.push(running.task.index);
    report.touch(running.access);
    history?.note(running.task.index, { ...running.access, site: running.site });
    const { spawn } = running.access;
    if (spawn !== undefined) advance(new Running(spawn, started++, shift, running.task));
    advance(running);
  };
  const settle = (): void => {
    for (let running = atOnce.shift(); running !== undefined; running = atOnce.shift()) execute(running);
    strategy.ran?.(report);
  };
  const finish = (end: 'over' | 'deadlock' | 'bound' | 'abandoned'): Run => {
    const run: Run = {
      failed: end !== 'abandoned' && (failed() || end === 'deadlock'),
      abandoned: end === 'abandoned',
      deadlock: end === 'deadlock',
      bound: end === 'bound',
      steps,
      order,
    };
    strategy.end?.({ picks, decisions, steps, failed: run.failed, abandoned: run.abandoned });
    if (tracked) history?.learn();
    else history?.drop();
    return run;
  };
  report.begin(null);
  for (const body of tasks) advance(new Running(body, started++, shift));
  settle();
  for (;;) {
    const enabled = pending.filter((running) => running.access.enabled?.() ?? true);
    if (enabled.length === 0) return finish(pending.length > 0 ? 'deadlock' : 'over');
    let index: number | null = 0;
    if (enabled.length > 1) {
      index = strategy.pick(enabled);
      if (index === null) return finish('abandoned');
      picks++;
      decisions++;
    }
    const chosen = enabled[index];
    if (chosen === undefined) throw new RangeError(`${strategy.name} picked out of range`);
    if (++steps > maxSteps) return finish('bound');
    pending.splice(pending.indexOf(chosen), 1);
    report.begin(chosen);
    execute(chosen);
    settle();
  }
}

export interface ExplorationOptions extends RunOptions {
  readonly seed: number;
  readonly iterations: number;
  /** Stop at the first failing iteration. Default true. */
  readonly stop?: boolean;
  /** Called after each iteration. */
  readonly after?: (run: Run, turn: number) => void;
}

/** Runs iterations one after the other, as the runner runs those of a model; returns the 1-based numbers of those that failed. */
export function explore(program: Program, strategy: Strategy, options: ExplorationOptions): number[] {
  const { seed, iterations, stop = true, history = new NoHistory(), maxSteps = 10_000, shift = 0 } = options;
  const random = new RandomSource();
  const failures: number[] = [];
  const sites = siteNames(shift);
  for (let turn = 0; turn < iterations; turn++) {
    random.reseed(seed, turn);
    const start: IterationStart = {
      iteration: turn,
      turn,
      model: 'host',
      random,
      maxSteps,
      teaches: isLesson(turn),
      conflicts: history,
      sites,
    };
    if (strategy.begin(start) === false) break;
    const run = runOnce(program, strategy, { ...options, history, tracked: isTracked(turn) });
    options.after?.(run, turn);
    if (!run.failed) continue;
    failures.push(turn + 1);
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
