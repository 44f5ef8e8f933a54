// Who holds which lock and who waits for it, in one iteration (Web Locks, https://w3c.github.io/web-locks/). Locks belong to all agents together.
// Requests for a name are granted in their order. In the agent that asked, a lock is granted at once or when the one before is released, in the
// same job, as in Node; so that order is no choice. To another agent, the grant is an event.

import { touched } from '../../engine/access';
import type { Agent } from '../../engine/agent';
import { subscribeNative } from '../../engine/arrivals';
import { isNativePromise } from '../../engine/native-types';
import { addPending, adopt, newGeneration } from '../../engine/pending';
import {
  type ControlledPromise,
  isControlled,
  newPromise,
  originOf,
  Reaction,
  rejectPromise,
  resolvePromise,
  subscribe,
} from '../../engine/promise';
import { simulation } from '../../engine/simulation';
import { Strand } from '../../engine/strand';
import { callHere } from '../native-call';
import { describeRing, describeWait } from './lock-waits';

export type LockMode = 'shared' | 'exclusive';

/** What the holder of a lock is told. */
export interface GrantedLock {
  readonly name: string;
  readonly mode: LockMode;
}

export class LockRequest implements GrantedLock {
  readonly agent: Agent = simulation.agent;
  readonly strand: Strand | null = simulation.agent.current;
  readonly site: number = simulation.agent.site;
  /** Site of the call of `request`, in a recorded run; -1: unknown. */
  readonly askedAt: number = simulation.recorder === null ? -1 : callHere('LOCK', 'navigator.locks.request', -1);
  /** What runs while it holds the lock, if the callback is an async function. */
  inside: Strand | null = null;
  /** Its signal has aborted: when its turn comes, nothing is called. */
  isGivenUp = false;
  /** Settles as the callback does. */
  readonly released: ControlledPromise<unknown> = newPromise();
  /** The lock was stolen: the end of the callback is nobody's concern any more. */
  stolen = false;

  constructor(
    readonly name: string,
    readonly mode: LockMode,
    readonly callback: (lock: GrantedLock | null) => unknown,
  ) {}

  isCompatibleWith(other: LockRequest): boolean {
    return this.name !== other.name || (this.mode === 'shared' && other.mode === 'shared');
  }
}

/** The agent that has asked is told that it has the lock. */
class Grant extends Strand {
  constructor(
    request: LockRequest,
    private readonly run: () => void,
  ) {
    super(request.strand, newGeneration(), request.site);
  }

  override get name(): string {
    return 'lock';
  }

  override fire(): void {
    this.done = true;
    this.run();
  }
}

export class LockTable {
  private held: LockRequest[] = [];
  private queue: LockRequest[] = [];

  /** Grants the request, or has it wait. */
  request(request: LockRequest): void {
    touched(this, request.name, true);
    this.queue.push(request);
    this.grantAll(request.name);
  }

  /** Grants the request if that is possible now; if not, the callback gets null. */
  requestNow(request: LockRequest): void {
    touched(this, request.name, true);
    const isFree = !this.queue.some(({ name }) => name === request.name) && this.isFree(request);
    if (isFree) this.grant(request);
    else this.call(request, null);
  }

  /** Takes the lock from whoever has it. */
  steal(request: LockRequest): void {
    touched(this, request.name, true);
    for (const holder of this.held.filter(({ name }) => name === request.name)) {
      holder.stolen = true;
      rejectPromise(holder.released, new DOMException('The operation was aborted', 'AbortError'));
    }
    this.held = this.held.filter(({ stolen }) => !stolen);
    this.grant(request);
  }

  /** What is held, in the order in which it was granted, and what waits, in the order of the requests. */
  look(): { readonly held: readonly LockRequest[]; readonly pending: readonly LockRequest[] } {
    for (const { name } of [...this.held, ...this.queue]) touched(this, name, false);
    return { held: this.held, pending: this.queue };
  }

  /** Who waits for which lock, and who holds it: a line each, for reports of deadlocks. */
  get awaited(): readonly string[] {
    const blocked = this.queue
      .filter((one) => !one.isGivenUp)
      .map((waiter) => ({ waiter, holders: this.held.filter((holder) => !waiter.isCompatibleWith(holder)) }))
      .filter(({ holders }) => holders.length > 0);
    return [...blocked.map(({ waiter, holders }) => describeWait(waiter, holders)), ...describeRing(blocked)];
  }

  /** An agent has ended: it holds nothing and waits for nothing. */
  left(agent: Agent): void {
    const names = new Set(this.held.filter((one) => one.agent === agent).map(({ name }) => name));
    this.held = this.held.filter((one) => one.agent !== agent);
    this.queue = this.queue.filter((one) => one.agent !== agent);
    for (const name of names) this.grantAll(name);
  }

  /** The iteration is over. */
  reset(): void {
    if (this.held.length !== 0) this.held = [];
    if (this.queue.length !== 0) this.queue = [];
  }

  private isFree(request: LockRequest): boolean {
    return this.held.every((holder) => request.isCompatibleWith(holder));
  }

  private grantAll(name: string): void {
    for (;;) {
      const next = this.queue.find((one) => one.name === name);
      if (next === undefined || !this.isFree(next)) return;
      this.queue = this.queue.filter((one) => one !== next);
      this.grant(next);
    }
  }

  private grant(request: LockRequest): void {
    this.held.push(request);
    if (request.agent === simulation.agent) {
      this.call(request, request);
      return;
    }
    const grant = new Grant(request, () => this.call(request, request));
    adopt(grant);
    addPending(grant, 'operation', request.site);
  }

  /** Calls back on behalf of whoever asked. */
  private call(request: LockRequest, lock: LockRequest | null): void {
    const { agent } = simulation;
    const { current } = agent;
    agent.current = request.strand;
    let value: unknown;
    try {
      value = request.callback(lock);
    } catch (error) {
      this.over(request, lock, () => rejectPromise(request.released, error));
      return;
    } finally {
      agent.current = current;
    }
    const fulfilled = (result: unknown) => this.over(request, lock, () => resolvePromise(request.released, result));
    const rejected = (reason: unknown) => this.over(request, lock, () => rejectPromise(request.released, reason));
    if (isControlled(value)) request.inside = originOf(value);
    if (isControlled(value))
      subscribe(value, new Reaction(fulfilled, rejected, null, null, request.strand, newGeneration()));
    else if (typeof value === 'object' && value !== null && isNativePromise(value))
      subscribeNative(value, request.site, fulfilled, rejected);
    // Node takes no other thenable for a promise here.
    else fulfilled(value);
  }

  /** The callback is through: the lock goes to whoever is next. */
  private over(request: LockRequest, lock: LockRequest | null, settle: () => void): void {
    if (request.stolen) return;
    if (lock !== null) {
      touched(this, request.name, true);
      this.held = this.held.filter((one) => one !== request);
      this.grantAll(request.name);
    }
    settle();
  }
}
