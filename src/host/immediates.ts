// setImmediate: the check phase. All immediates that are queued when the phase begins run in order, with a microtask checkpoint
// after each and nothing else in between. An immediate queued by an I/O callback runs before any timer (Node's documented order).

import { callBackAlone } from '../engine/deep/drive';
import { ALONE, CLOSED, type EventSource, type Offer, OPEN } from '../engine/event-source';
import type { OperationKind } from '../engine/operation';
import { adopt, newGeneration, number } from '../engine/pending';
import { simulation } from '../engine/simulation';
import type { Strand } from '../engine/strand';
import { type Callback, checkedCallback } from './callback';
import { IMMEDIATES } from './channels';
import { Handle } from './handle';

/** Kinds of steps that are I/O callbacks. */
const INPUT: ReadonlySet<OperationKind | null> = new Set(['await', 'completion', 'operation', 'message', 'native']);

export class Immediate extends Handle {
  private cleared = false;

  constructor(
    private readonly immediates: Immediates,
    site: number,
    private readonly callback: Callback,
    private readonly args: unknown[],
  ) {
    super(simulation.agent.current, newGeneration(), site);
    this.kind = 'immediate';
  }

  override get name(): string {
    return 'immediate';
  }

  override fire(): void {
    this.immediates.begin(this);
    this.done = true;
    if (this.cleared) return;
    callBackAlone(this.callback, this.args, this);
  }

  clear(): void {
    this.cleared = this.done = true;
    this.immediates.remove(this);
  }
}

Object.defineProperty(Immediate.prototype, 'channel', { value: IMMEDIATES });

/** The rest of a check phase that has begun: it runs before anything else. */
export class CheckPhase implements EventSource {
  queue: Immediate[] = [];

  offer(enabled: Strand[]): Offer {
    const next = this.queue[0];
    if (next === undefined) return OPEN;
    enabled.push(next);
    return ALONE;
  }

  next(): Strand | null {
    return this.queue[0] ?? null;
  }

  reset(): void {
    if (this.queue.length !== 0) this.queue = [];
  }

  isSteady(): boolean {
    return this.queue.length === 0;
  }

  keepsAlive(): boolean {
    return this.queue.some((immediate) => immediate.hasRef());
  }

  alive(): boolean {
    return false;
  }
}

/** The immediates of an agent that wait for the next check phase. */
export class Immediates implements EventSource {
  private queue: Immediate[] = [];
  private blocksTimers = false;

  /** @param begins is called when a check phase begins */
  constructor(
    private readonly phase: CheckPhase,
    private readonly begins: () => void = () => {},
  ) {}

  get empty(): boolean {
    return this.queue.length === 0;
  }

  offer(enabled: Strand[]): Offer {
    const next = this.queue[0];
    if (next === undefined) return OPEN;
    enabled.push(next);
    return this.blocksTimers ? CLOSED : OPEN;
  }

  next(): Strand | null {
    return this.queue[0] ?? null;
  }

  reset(): void {
    if (this.queue.length !== 0) this.queue = [];
    this.blocksTimers = false;
  }

  isSteady(): boolean {
    return this.queue.length === 0;
  }

  keepsAlive(): boolean {
    return this.queue.some((immediate) => immediate.hasRef());
  }

  alive(): boolean {
    return false;
  }

  set(callback: unknown, args: unknown[], site: number): Immediate {
    const immediate = new Immediate(this, site, checkedCallback(callback), args);
    number(immediate);
    adopt(immediate);
    this.queue.push(immediate);
    simulation.agent.sources.activate(this);
    if (INPUT.has(simulation.stepKind)) this.blocksTimers = true;
    return immediate;
  }

  /** The immediate runs; the first one of the queue begins the phase, and the others follow without a choice. */
  begin(immediate: Immediate): void {
    const { phase } = this;
    if (phase.queue.length === 0 && this.queue[0] === immediate) {
      phase.queue = this.queue;
      this.queue = [];
      this.blocksTimers = false;
      simulation.agent.sources.activate(phase);
      this.begins();
    }
    if (phase.queue[0] === immediate) phase.queue.shift();
  }

  remove(immediate: Immediate): void {
    this.queue = this.queue.filter((one) => one !== immediate);
    this.phase.queue = this.phase.queue.filter((one) => one !== immediate);
  }
}
