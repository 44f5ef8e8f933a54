// Records the decisions of a strategy as a trace stores them.

import type { Operation, PendingOperation, Place } from '../../src/engine/operation';
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

  pick(enabled: readonly PendingOperation[]): number | null {
    const choice = this.inner.pick(enabled);
    if (choice === null) return null;
    const { task, site, kind } = enabled[choice] as PendingOperation;
    this.decisions.push({
      ...base('pick', enabled.length, choice),
      task: task.id,
      site: describeSite(site),
      operation: kind,
    });
    return choice;
  }

  late(operation: Operation): boolean | number {
    const { site, microtasks } = operation;
    const late = this.inner.late(operation);
    this.decisions.push({
      ...base('late', 2 + microtasks, late === true ? 1 : late === false ? 0 : late + 1),
      site: describeSite(site),
    });
    return late;
  }

  choose(n: number, place: Place): number {
    const choice = this.inner.choose(n, place);
    this.decisions.push(base('choose', n, choice));
    return choice;
  }
}

export function base(kind: TraceDecision['kind'], options: number, choice: number): TraceDecision {
  return { kind, options, choice, task: '', site: '', operation: kind, hash: 0 };
}
