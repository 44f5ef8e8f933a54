// Who makes promises and who settles them, in a recorded run: from this a deadlock is explained. Only promises that a function settles are
// lives of their own (`new Promise(…)`, `withResolvers`); of the others it is known what they follow.

import { isArray } from './natives';
import { type ControlledPromise, isControlled, originOf, PENDING, stateOf } from './promise';
import { simulation } from './simulation';
import type { Strand } from './strand';

/** A moment of a recorded run: how many events there were, and on which task it came. */
export interface Moment {
  readonly position: number;
  readonly task: string;
}

/** A promise that somebody has to settle. */
export interface PromiseLife {
  readonly made: Moment;
  /** Null if nobody has. */
  readonly settled: Moment | null;
}

interface Entry {
  readonly made: UntoldMoment;
  settled: UntoldMoment | null;
}

/** Its task is decided when the job ends. */
interface UntoldMoment {
  readonly position: number;
  readonly strand: Strand | null;
}

/** What keeps a strand waiting. */
export interface Obstacle {
  /** Number of the promise that nobody has settled; -1: there is none of those that somebody has to settle. */
  readonly promise: number;
  /** It waits for what it has to do itself. */
  readonly isOwn: boolean;
  /** It waits for the promise itself, and not for another that waits for it. */
  readonly isDirect: boolean;
}

/** No promise that somebody has to settle. */
export const NOTHING: Obstacle = { promise: -1, isOwn: false, isDirect: false };

export class PromiseLedger {
  private readonly entries: Entry[] = [];
  private readonly numbers = new Map<object, number>();
  /** The promises that another one follows. */
  private readonly followed = new Map<object, object[]>();

  /** @param position how many events there are */
  constructor(private readonly position: () => number) {}

  get lives(): PromiseLife[] {
    return this.entries.map(({ made, settled }) => ({ made: told(made), settled: settled && told(settled) }));
  }

  made(promise: object): void {
    this.numbers.set(promise, this.entries.length);
    this.entries.push({ made: this.now(), settled: null });
  }

  settled(promise: object): void {
    const entry = this.entries[this.numbers.get(promise) ?? -1];
    if (entry !== undefined && entry.settled === null) entry.settled = this.now();
  }

  /** `promise` settles when one of the others does: it was made by `then`, resolved with another, combined of several. */
  follow(promise: object, other: unknown): void {
    if (typeof other !== 'object' || other === null) return;
    const others = isArray(other) ? (other as object[]) : [other];
    const known = this.followed.get(promise);
    if (known === undefined) this.followed.set(promise, [...others]);
    else known.push(...others);
  }

  /**
   * What keeps the strand from going on.
   * @param awaited what each stopped strand waits for
   */
  obstacleOf(strand: Strand, awaited: ReadonlyMap<Strand, unknown>): Obstacle {
    const seen = new Set<unknown>();
    const look = (value: unknown, isDirect: boolean): Obstacle => {
      if (seen.has(value) || !isPending(value)) return NOTHING;
      seen.add(value);
      const others = this.followed.get(value) ?? [];
      const number = this.numbers.get(value);
      if (number !== undefined && others.length === 0) return { promise: number, isOwn: false, isDirect };
      const origin = originOf(value);
      if (origin !== null && origin === strand) return { promise: -1, isOwn: true, isDirect };
      const found = others.map((other) => look(other, isDirect));
      if (origin !== null && awaited.has(origin)) found.push(look(awaited.get(origin), false));
      return found.find(({ isOwn }) => isOwn) ?? found.find(({ promise }) => promise !== -1) ?? NOTHING;
    };
    return look(awaited.get(strand), true);
  }

  private now(): UntoldMoment {
    return { position: this.position(), strand: simulation.agent.current };
  }
}

function isPending(value: unknown): value is ControlledPromise<unknown> {
  return isControlled(value) && stateOf(value) === PENDING;
}

function told({ position, strand }: UntoldMoment): Moment {
  return { position, task: strand?.task?.id ?? '0' };
}
