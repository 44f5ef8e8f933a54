// Event sources: where the events of an agent come from besides late operations (timers, the check phase, what arrives from outside; later
// ports and mailboxes). The controller knows no kind of source. It asks them in the order of an undisturbed event loop.

import type { Agent } from './agent';
import { isForeign } from './foreign-sites';
import { max } from './natives';
import { simulation } from './simulation';
import type { Strand } from './strand';

/** Later sources may add events, too. */
export const OPEN = 0;
/** No later source may add an event: what it has must not run before what is enabled now. */
export const CLOSED = 1;
/** The event that was added last runs now: there is no choice. */
export const ALONE = 2;

/** Nothing may run before the real event loop has turned. */
export const AWAY = 3;

/** What a source says of a turn of the real event loop: nothing; it has had the turn that it was to have; the loop is to turn once more. */
export const NO_TURN = 0;
export const HAD_ITS_TURN = 1;
export const TURN_AGAIN = 2;

export type Turn = typeof NO_TURN | typeof HAD_ITS_TURN | typeof TURN_AGAIN;

/** The stronger of two answers. */
export const strongerTurn = (one: Turn, other: Turn): Turn => max(one, other) as Turn;

export type Offer = typeof OPEN | typeof CLOSED | typeof ALONE | typeof AWAY;

/** Rounds behind the usual sources: what holds rest and time back, what waits for rest, time itself. */
export const BEFORE_REST = 1;
export const REST = 2;
export const TIME = 3;

export type Round = typeof BEFORE_REST | typeof REST | typeof TIME;
/** A completion of real work that is over with it: a read of a file, say. Ids go up in the order in which things begin. */
export interface Completion {
  /** Of the work. */
  readonly id: number;
  /** Of what had begun last when it came. */
  readonly newest: number;
}

export interface EventSource {
  /**
   * Where an iteration has several agents, the sources of all of them are asked round by round: `undefined` comes first. Needed by what
   * waits until no agent has anything else to do.
   */
  readonly round?: Round;
  /** Adds the events that may run now to `enabled`, which holds those of the sources before it. */
  offer(enabled: Strand[]): Offer;
  /** Adds what may run while its agent has stopped in the middle of a step. It changes only when the source is activated. */
  offerMeanwhile?(enabled: Strand[]): void;
  /**
   * What it offers changes only when code of its agent runs, or when the source is activated. Absent: nobody knows, so that its agent is
   * asked before every step.
   */
  isSteady?(): boolean;
  /** The event that is due in this turn of the event loop, whatever else there is; null or absent if there is none. */
  next?(): Strand | null;
  /** The iteration is over: forgets everything. */
  reset(): void;
  /** Something real, outside the simulation, is under way that may give it an event. */
  alive(): boolean;
  /** It has something to come for which its agent does not end by itself. */
  keepsAlive?(): boolean;
  /** The iteration is parked, and the real event loop has turned. */
  turned?(): Turn;
  /** Something has come from outside. */
  woken?(): void;
  /** Nothing has come from outside for `uncontrolledTimeout`: nothing waits for it any longer. */
  giveUp?(): void;
  /** What is waited for that it does not bring, in words: for reports of deadlocks. */
  awaited?(): readonly string[];
  /** The site of the call behind what has come last from outside; -1 if it is not known. */
  cause?(): number;
  /** What has come last from outside; null if it has to stay behind what came before it. */
  completion?(): Completion | null;
  /** Real completions so far. What arrives without one arrives when the schedule says so. */
  completions?(): number;
}

/**
 * The sources of an agent. They are gone through by index: the code under test may have replaced the iterators of arrays.
 * Only those that have had something to offer in this iteration are asked.
 */
export class EventSources {
  /** In the order in which they are asked. */
  active: readonly EventSource[] = [];
  private readonly all: EventSource[] = [];
  /** Those that have to do with real work: of most agents there are none. */
  private turning: readonly EventSource[] = [];
  private counting: readonly EventSource[] = [];

  /** @param agent whose sources they are */
  constructor(private readonly agent: Agent) {}

  /** Adds sources, to be asked after those that there are. */
  add(...sources: readonly EventSource[]): void {
    this.all.push(...sources);
    this.turning = this.all.filter(({ turned, woken }) => turned !== undefined || woken !== undefined);
    this.counting = this.all.filter(({ completions }) => completions !== undefined);
  }

  /** The source has something to offer in this iteration. */
  activate(source: EventSource): void {
    const { active, agent } = this;
    if (agent.isSteady) simulation.rouse(agent);
    if (!active.includes(source)) this.active = this.all.filter((one) => one === source || active.includes(one));
  }

  /** Adds what the sources have to the late operations, up to the first source that lets no other add any. Returns its answer. */
  offer(enabled: Strand[]): Offer {
    const { active } = this;
    for (let i = 0; i < active.length; i++) {
      const offered = (active[i] as EventSource).offer(enabled);
      if (offered !== OPEN) return offered;
    }
    return OPEN;
  }

  /** What they offer changes only when the agent is roused. */
  get areSteady(): boolean {
    const { active } = this;
    for (let i = 0; i < active.length; i++) if (active[i]?.isSteady?.() !== true) return false;
    return true;
  }

  /** The source will never have anything to offer again. */
  drop(source: EventSource): void {
    this.active = this.active.filter((one) => one !== source);
    const at = this.all.indexOf(source);
    if (at >= 0) this.all.splice(at, 1);
  }

  reset(): void {
    if (this.active.length === 0) return;
    for (let i = 0; i < this.active.length; i++) this.active[i]?.reset();
    this.active = [];
  }

  /** The first event of this turn of the event loop. */
  next(): Strand | null {
    for (let i = 0; i < this.active.length; i++) {
      const next = this.active[i]?.next?.() ?? null;
      if (next !== null) return next;
    }
    return null;
  }

  /** Something is to come for which the agent does not end by itself. */
  get keepAlive(): boolean {
    return this.active.some((source) => source.keepsAlive?.() ?? false);
  }

  get alive(): boolean {
    return this.all.some((source) => source.alive());
  }

  /** What is waited for, in words. */
  get awaited(): readonly string[] {
    return this.active.flatMap((source) => source.awaited?.() ?? []);
  }

  get completions(): number {
    let sum = 0;
    for (let i = 0; i < this.counting.length; i++) sum += this.counting[i]?.completions?.() ?? 0;
    return sum;
  }

  /** The site of the call behind what has come last from outside, if a source knows it by name. */
  causeOr(otherwise: number): number {
    for (let i = 0; i < this.all.length; i++) {
      const cause = this.all[i]?.cause?.() ?? -1;
      if (isForeign(cause) || (cause >= 0 && otherwise < 0)) return cause;
    }
    return otherwise;
  }

  /** What has come last from outside, if it need not stay behind what came before it. */
  completion(): Completion | null {
    for (let i = 0; i < this.all.length; i++) {
      const completion = this.all[i]?.completion?.() ?? null;
      if (completion !== null) return completion;
    }
    return null;
  }

  turned(): Turn {
    let most: Turn = NO_TURN;
    for (let i = 0; i < this.turning.length; i++) most = strongerTurn(most, this.turning[i]?.turned?.() ?? NO_TURN);
    return most;
  }

  woken(): void {
    for (let i = 0; i < this.turning.length; i++) this.turning[i]?.woken?.();
  }

  giveUp(): void {
    for (let i = 0; i < this.all.length; i++) this.all[i]?.giveUp?.();
  }
}
