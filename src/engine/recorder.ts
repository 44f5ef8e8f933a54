// The recorder of an iteration that is run again for a report or a trace: its events, and its decisions. When an event happens, its task may
// not be decided yet, because the strand's creator may still await the strand at once. The task is filled in when the job ends.

import type { Arrival } from './arrivals';
import { AS_EVENT, CHOOSE, LATE, NATIVE, PICK } from './decision-log';
import { DecisionRecords } from './decision-records';
import { EnabledFingerprint } from './enabled-fingerprint';
import type { TraceEvent } from './event';
import type { OperationKind } from './operation';
import type { WaitingTask } from './outcome';
import { PromiseLedger } from './promise-ledger';
import type { HashedDecision } from './recorded-decision';
import { objectKey, renderKey, renderValue } from './render-value';
import { simulation } from './simulation';
import { siteTable } from './site-table';
import type { Strand } from './strand';
import type { Task } from './task';
import { TimeOuts } from './time-outs';

/** An endless chain of microtasks makes millions of events. No report can show more than this. */
const MOST_EVENTS = 200_000;

/** What is logged: an event without its task. */
type WithoutTask<Event> = Event extends TraceEvent ? Omit<Event, 'task'> : never;

/** Coroutines of Lockstep's own (around hooks and body) have no sites, and are not recorded. */
function isOurs(strand: Strand & { functionSite?: number }): boolean {
  return strand.functionSite === -1;
}

export class Recorder {
  readonly events: TraceEvent[] = [];
  readonly enabled = new EnabledFingerprint();
  readonly promises = new PromiseLedger(() => this.events.length);
  /** Events that came when there were too many. */
  missing = 0;
  readonly timeOuts = new TimeOuts();
  private readonly records = new DecisionRecords();
  /** Events of strands whose task is not decided yet. */
  private readonly undecided: { event: TraceEvent; strand: Strand }[] = [];
  /** Coroutines that have stopped at an await, and what they await: who waits, in a deadlock. */
  private readonly suspended = new Map<Strand, unknown>();
  /** Objects by first access. */
  private readonly objects = new Map<unknown, number>();

  /** The decisions; call it when the iteration is over. */
  get decisions(): HashedDecision[] {
    return this.records.view();
  }

  /** Who waits for what. */
  get waiting(): WaitingTask[] {
    return [...this.suspended.keys()].map((strand) => {
      const { task, name, site } = strand;
      return { task: task?.id ?? '0', name, site, obstacle: this.promises.obstacleOf(strand, this.suspended) };
    });
  }

  /** The strategy has picked one of several enabled operations. Returns the number of the decision. */
  picked(enabled: readonly Strand[], late: number, choice: number): number {
    const strand = enabled[choice] as Strand;
    const { site, kind } = strand;
    const fingerprint = this.enabled.of(enabled, late);
    const options = enabled.length;
    return this.records.add({ kind: PICK, options, choice, strand, site, operation: kind, enabled: fingerprint });
  }

  /** An operation runs. */
  stepped(chosen: Strand, options: number, choice: number, decision: number | undefined): void {
    // An arrival has an event of its own.
    if (chosen.kind === 'native') return;
    const { steps, time } = simulation;
    const { kind, site } = chosen;
    this.log({ type: 'step', step: steps + 1, kind, site, time, options, choice, decision }, chosen);
  }

  /** It was decided when an environment operation completes: see `latency` of `questions.ts`. */
  delayed(strand: Strand, kind: OperationKind, site: number, options: number, choice: number): void {
    const decision = this.records.add({ kind: LATE, options, choice, strand, site, operation: kind, enabled: 0 });
    const { steps, time } = simulation;
    this.log({ type: 'latency', step: steps, site, kind, late: choice === AS_EVENT, time, decision });
  }

  /** A value was chosen. */
  chose(options: number, choice: number): void {
    const { current: strand, site } = simulation.agent;
    const decision = this.records.add({ kind: CHOOSE, options, choice, strand, site, operation: 'choose', enabled: 0 });
    this.log({ type: 'choose', step: simulation.steps, site, options, choice, decision });
  }

  /** Something has arrived from outside. */
  arrived(arrival: Arrival, options: number): void {
    const { site, number } = arrival;
    const decision = this.records.add({
      kind: NATIVE,
      options,
      choice: number,
      strand: null,
      site,
      operation: 'native',
      enabled: 0,
    });
    this.log({ type: 'native', step: simulation.steps, site, decision }, arrival);
  }

  forked(task: Task): void {
    const { id, name, site, parent, agent } = task;
    const { index } = agent;
    this.events.push({
      type: 'fork',
      step: simulation.steps,
      task: id,
      parent: parent?.id ?? '',
      name,
      site,
      agent: index,
    });
  }

  resumed(strand: Strand, value: unknown, threw: boolean): void {
    this.suspended.delete(strand);
    if (isOurs(strand)) return;
    const { site } = strand;
    this.log({ type: 'resume', step: simulation.steps, site, threw, value: renderValue(value) }, strand);
  }

  stopped(strand: Strand, awaited: unknown): void {
    if (isOurs(strand)) return;
    this.suspended.set(strand, awaited);
    this.log({ type: 'suspend', step: simulation.steps, site: strand.site }, strand);
  }

  returned(strand: Strand & { functionSite?: number }, value: unknown, threw: boolean): void {
    this.suspended.delete(strand);
    if (threw) this.timeOuts.seen(value, strand.functionSite ?? strand.site);
    if (isOurs(strand)) return;
    const site = strand.functionSite ?? strand.site;
    this.log({ type: 'return', step: simulation.steps, site, threw, value: renderValue(value) }, strand);
  }

  /** Code rejects a promise that it has made. */
  rejected(promise: object, reason: unknown): void {
    this.promises.settled(promise);
    this.timeOuts.seen(reason, simulation.agent.current?.site ?? -1);
  }

  /**
   * Shared state is accessed.
   * @param name what it is called; if it is not given, what the source calls it
   */
  accessed(object: unknown, key: unknown, write: boolean, site: number, value: unknown, name?: string): void {
    if (this.isFull()) return;
    this.log({
      type: 'access',
      step: simulation.steps,
      site,
      object: this.numberOf(object),
      key: this.keyText(key),
      name: name ?? siteTable.site(site)?.text ?? '',
      write,
      value: renderValue(value),
      after: simulation.agent.current?.site ?? -1,
    });
  }

  private numberOf(object: unknown): number {
    let number = this.objects.get(object);
    if (number === undefined) this.objects.set(object, (number = this.objects.size + 1));
    return number;
  }

  /** Objects as keys of collections look alike, and their own text would run their code. */
  private keyText(key: unknown): string {
    const isObject = (typeof key === 'object' && key !== null) || typeof key === 'function';
    return isObject ? objectKey(this.numberOf(key)) : renderKey(key);
  }

  /** A timer is set, or cleared. */
  timed(site: number, delay: number, cleared: boolean): void {
    const { steps, time } = simulation;
    if (!cleared) this.timeOuts.set(site, delay);
    this.log({ type: 'timer', step: steps, site, delay, cleared, time });
  }

  /** A message is sent, or delivered. */
  message(type: 'send' | 'deliver', message: number, port: number, site: number): void {
    this.log({ type, step: simulation.steps, site, message, port });
  }

  /** A worker tells its parent something. */
  told(name: string, site: number): void {
    this.log({ type: 'tell', step: simulation.steps, site, name });
  }

  /** The iteration is over. */
  ended(): void {
    const { failure, steps, time } = simulation;
    this.events.push({
      type: 'end',
      step: steps,
      task: failure?.task ?? '0',
      site: failure?.site ?? -1,
      time,
      failure: failure === null ? null : `${failure.kind}: ${renderValue(failure.error)}`,
    });
  }

  /** The current job has ended: every strand has its task. */
  fillInTasks(): void {
    for (const { event, strand } of this.undecided) event.task = strand.task?.id ?? '0';
    this.undecided.length = 0;
  }

  /** There is no room for another event: nobody will read what is said of it. */
  get isCrowded(): boolean {
    return this.events.length >= MOST_EVENTS;
  }

  /** Whether there is no room for another event, which is then missing. */
  private isFull(): boolean {
    if (!this.isCrowded) return false;
    this.missing++;
    return true;
  }

  /** Logs an event of the task of `strand` (default: the one that runs). */
  private log(event: WithoutTask<TraceEvent>, strand: Strand | null = simulation.agent.current): void {
    if (this.isFull()) return;
    const complete = { ...event, task: strand === null ? '0' : (strand.task?.id ?? '') } as TraceEvent;
    this.events.push(complete);
    if (strand !== null && strand.task === null) this.undecided.push({ event: complete, strand });
  }
}
