// SURW (Zhao and others, "Selectively Uniform Concurrency Testing", ASPLOS 2025), as a user would write it: on what `lockstep` exports.

import type {
  IterationStart,
  Operation,
  PendingOperation,
  Random,
  SiteNames,
  StepReport,
  Strategy,
} from '../../../src';

/** Schedules that are walked at random with footprints, to count events. */
const PROFILE = 8;

/** The sites from which steps touch one location, and how many such steps each task takes. */
interface Cluster {
  readonly sites: ReadonlySet<number>;
  readonly counts: ReadonlyMap<string, number>;
}

interface Touch {
  readonly task: string;
  readonly site: number;
  readonly write: boolean;
}

/**
 * Each schedule selects the steps that touch one shared location and samples their orders uniformly: the task whose step is next is drawn by
 * the number of such steps that it (and what it will start) still has. All other steps run as they come.
 */
export class SelectivelyUniform implements Strategy {
  readonly name = 'surw';
  readonly memory = 'all';
  footprints = true;
  private random!: Random;
  private sites!: SiteNames;
  private rate = 0;
  private clusters: Cluster[] = [];
  private selected: Cluster | null = null;
  private touches = new Map<number, Touch[]>();
  private left = new Map<string, number>();
  private target = '';
  private readonly blocked = new Set<string>();
  /** @param turns after how many schedules it ends */
  constructor(private readonly turns = Number.POSITIVE_INFINITY) {}

  begin({ turn, random, sites }: IterationStart): boolean {
    if (turn === 0) this.clusters = [];
    this.random = random;
    this.sites = sites;
    this.rate = random.below(3);
    this.footprints = turn < PROFILE;
    this.touches = new Map();
    this.selected =
      turn < PROFILE || this.clusters.length === 0 ? null : this.clusters[random.below(this.clusters.length)]!;
    this.left = new Map(this.selected?.counts);
    this.target = '';
    this.blocked.clear();
    return turn < this.turns;
  }

  pick(enabled: readonly PendingOperation[]): number {
    for (;;) {
      const free = enabled.filter(({ task }) => !this.blocked.has(task.id));
      if (free.length === 0) this.blocked.clear();
      if (free.length === 0 || this.target === '') this.target = this.draw(enabled);
      const open = free.length === 0 ? enabled : free;
      const operation = open[this.random.below(open.length)]!;
      const { id } = operation.task;
      if (this.selected?.sites.has(this.sites.key(operation.site))) {
        if (id !== this.target) {
          this.blocked.add(id);
          continue;
        }
        this.left.set(id, Math.max(1, this.left.get(id) ?? 1) - 1);
        this.target = '';
        this.blocked.clear();
      }
      return enabled.indexOf(operation);
    }
  }

  late(_operation: Operation): boolean {
    return this.rate === 0 || this.random.below(2) === 0;
  }

  choose(n: number): number {
    return this.random.below(n);
  }

  ran({ operation, touched }: StepReport): void {
    if (operation === null) return;
    const [task, site] = [operation.task.id, this.sites.key(operation.site)];
    for (const access of touched) {
      const location = access >> 1;
      this.touches.set(location, [...(this.touches.get(location) ?? []), { task, site, write: (access & 1) === 1 }]);
    }
  }

  end(): void {
    for (const touches of this.touches.values()) {
      const counts = new Map<string, number>();
      for (const { task } of touches) counts.set(task, (counts.get(task) ?? 0) + 1);
      if (counts.size > 1 && touches.some(({ write }) => write))
        this.clusters.push({ sites: new Set(touches.map(({ site }) => site)), counts });
    }
  }

  /** The task whose selected step comes next, by the number that it and its descendants have left. */
  private draw(enabled: readonly PendingOperation[]): string {
    const tasks = [...new Set(enabled.map(({ task }) => task.id))];
    const weightOf = (id: string) =>
      1 + [...this.left].reduce((sum, [task, n]) => (task === id || task.startsWith(`${id}.`) ? sum + n : sum), 0);
    let place = this.random.below(tasks.reduce((sum, id) => sum + weightOf(id), 0));
    return tasks.find((id) => (place -= weightOf(id)) < 0)!;
  }
}
