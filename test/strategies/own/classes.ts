// Counts the classes of schedules that differ in the order of independent steps only (Mazurkiewicz traces), for a strategy that
// explores all schedules.

import type {
  IterationEnd,
  IterationStart,
  Operation,
  PendingOperation,
  Place,
  StepReport,
  Strategy,
} from '../../../src';

interface Step {
  readonly label: string;
  readonly touched: readonly number[];
}

function conflict(a: readonly number[], b: readonly number[]): boolean {
  return a.some((x) => b.some((y) => x >> 1 === y >> 1 && ((x | y) & 1) === 1));
}

export class Classes implements Strategy {
  readonly name: string;
  readonly footprints = true;
  readonly found = new Set<string>();
  private steps: Step[] = [];
  /** Answers of the strategy within the step that runs. */
  private answers: string[] = [];
  private readonly counts = new Map<string, number>();

  constructor(private readonly inner: Strategy) {
    this.name = inner.name;
  }

  begin(start: IterationStart): boolean {
    this.steps = [];
    this.answers = [];
    this.counts.clear();
    return this.inner.begin(start) !== false;
  }

  pick(enabled: readonly PendingOperation[]): number | null {
    return this.inner.pick(enabled);
  }

  late(operation: Operation): boolean | number {
    const late = this.inner.late(operation);
    this.answers.push(String(late));
    return late;
  }

  choose(n: number, place: Place): number {
    const value = this.inner.choose(n, place);
    this.answers.push(String(value));
    return value;
  }

  ran(step: StepReport): void {
    const { operation, touched } = step;
    const name = operation === null ? 'start' : `${operation.kind} ${operation.task.id} ${operation.site}`;
    const count = this.counts.get(name) ?? 0;
    this.counts.set(name, count + 1);
    this.steps.push({ label: `${name} #${count} ${this.answers.join()}`, touched: [...touched] });
    this.answers = [];
    this.inner.ran?.(step);
  }

  end(end: IterationEnd): void {
    this.inner.end?.(end);
    if (end.abandoned) return;
    const { steps } = this;
    const orders = steps.flatMap((one, i) =>
      steps.slice(i + 1).flatMap((two) => (conflict(one.touched, two.touched) ? [`${one.label} < ${two.label}`] : [])),
    );
    this.found.add([...steps.map(({ label }) => label), ...orders].sort().join('\n'));
  }
}
