// Records the decisions of a strategy as a trace stores them.

import type { PendingOperation } from '../../src/engine/operation';
import type { IterationStart, Strategy } from '../../src/strategies';
import type { TraceDecision } from '../../src/trace/trace';

export const describeSite = (site: number): string => (site < 0 ? '' : `src/program.ts:${site}:0`);

export class Recorder implements Strategy {
  readonly name = 'recorder';
  readonly decisions: TraceDecision[] = [];

  constructor(private readonly inner: Strategy) {}

  begin(start: IterationStart): void {
    this.inner.begin(start);
  }

  pick(enabled: readonly PendingOperation[]): number {
    const choice = this.inner.pick(enabled);
    const { task, site, kind } = enabled[choice] as PendingOperation;
    this.decisions.push({
      ...base('pick', enabled.length, choice),
      task: task.id,
      site: describeSite(site),
      operation: kind,
    });
    return choice;
  }

  late(site: number): boolean {
    const late = this.inner.late(site);
    this.decisions.push({ ...base('late', 2, late ? 1 : 0), site: describeSite(site) });
    return late;
  }

  choose(n: number): number {
    const choice = this.inner.choose(n);
    this.decisions.push(base('choose', n, choice));
    return choice;
  }
}

export function base(kind: TraceDecision['kind'], options: number, choice: number): TraceDecision {
  return { kind, options, choice, task: '', site: '', operation: kind, hash: 0 };
}
