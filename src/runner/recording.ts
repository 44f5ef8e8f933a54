// A decorator of strategies that writes down every decision with the operation that was chosen: what a trace stores. Used for
// replays only; bulk iterations keep integers.

import type { StepReport } from '../engine/decision-maker';
import { CHOOSE, decisionLog, LATE, NATIVE } from '../engine/decisions';
import type { Operation, PendingOperation, Place } from '../engine/operation';
import { DECISION_KINDS } from '../engine/outcome';
import { siteTable } from '../engine/site-table';
import type { IterationEnd, IterationStart, Strategy } from '../strategies/strategy';
import type { TraceDecision } from '../trace';

/** 32-bit rolling hash (FNV-1a) over what identifies a decision. */
function rolling(hash: number, text: string): number {
  let h = hash;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

const FNV_OFFSET = 0x811c9dc5;

export class RecordingStrategy implements Strategy {
  readonly name: string;
  readonly decisions: TraceDecision[] = [];
  private hash = FNV_OFFSET;

  constructor(private readonly inner: Strategy) {
    this.name = inner.name;
    // Not a method, so that the controller's check for `ran` sees what the inner strategy has.
    if (inner.ran !== undefined) this.ran = (step) => inner.ran?.(step);
  }

  ran?: (step: StepReport) => void;

  begin(start: IterationStart): ReturnType<Strategy['begin']> {
    this.decisions.length = 0;
    this.hash = FNV_OFFSET;
    decisionLog.observer = (kind, options, choice, site) => {
      // Picks and latencies are noted below, where the operations are at hand.
      if (kind === CHOOSE) this.note('choose', options, choice, '', site, 'choose', '');
      else if (kind === NATIVE) this.note('native', options, choice, '', site, 'native', '');
    };
    return this.inner.begin(start);
  }

  pick(enabled: readonly PendingOperation[]): number | null {
    const index = this.inner.pick(enabled);
    if (index === null) return null;
    const chosen = enabled[index];
    if (chosen !== undefined)
      this.note(
        'pick',
        enabled.length,
        index,
        chosen.task.id,
        chosen.site,
        chosen.kind,
        enabled.map((one) => `${one.task.id} ${one.kind} ${one.site}`).join(),
      );
    return index;
  }

  late(operation: Operation): boolean {
    const { site } = operation;
    const late = this.inner.late(operation);
    this.note(DECISION_KINDS[LATE], 2, late ? 1 : 0, '', site, 'late', '');
    return late;
  }

  choose(n: number, place: Place): number {
    return this.inner.choose(n, place);
  }

  end(end: IterationEnd): void {
    decisionLog.observer = null;
    this.inner.end?.(end);
  }

  private note(
    kind: TraceDecision['kind'],
    options: number,
    choice: number,
    task: string,
    siteId: number,
    operation: string,
    enabled: string,
  ): void {
    const site = siteTable.describe(siteId);
    this.hash = rolling(this.hash, `${kind}|${options}|${choice}|${task}|${site}|${operation}|${enabled};`);
    this.decisions.push({ kind, options, choice, task, site, operation, hash: this.hash });
  }
}
