// The ledger of native work: what Node does on behalf of the code under test, as its async hooks report it during an exploration. It knows
// what is under way, what is to have its turn before any event, whether something real has come, and from where.

import { AsyncResource, createHook, executionAsyncResource } from 'node:async_hooks';
import type { Completion } from '../engine/event-source';
import { OUTSIDE, PARKED, RUNNING, simulation } from '../engine/simulation';
import { callHere } from './native-call';
import { type CallWatcher, watchCalls } from './native-calls';
import {
  callsBackOnce,
  isAtWork,
  isConnection,
  isIdle,
  isOwnHandle,
  kindOf,
  LISTENS,
  NOTHING,
  TURN,
  typeOfHandle,
} from './native-kinds';
import { NativeLineage, siteNow } from './native-lineage';
import { OldConnections } from './old-connections';

/** A resource that may bring something. */
interface Work {
  readonly type: string;
  readonly resource: WeakRef<object>;
  /** The site of the call that has begun it. */
  readonly origin: number;
  /** Virtual time waits for it, as long as it is at work and was not given up. */
  readonly holds: boolean;
  givenUp: boolean;
}

export class NativeWork implements CallWatcher {
  private readonly works = new Map<number, Work>();
  private readonly lineage = new NativeLineage((id) => this.works.get(id)?.origin);
  /** Native promises that code under control has made in this iteration, and that are not settled. */
  private readonly promises = new Set<number>();
  private readonly immediates = new Set<number>();
  private explorations = 0;
  /** Native code has set an immediate: it runs in the turn of the event loop after this one. */
  private wantsAnother = false;
  /** Real completions so far: what comes without one comes in an order that the schedule determines. */
  completions = 0;
  /** What has come last, if it is over with that; null of handles, whose completions keep their order. */
  completion: Completion | null = null;
  private newest = 0;
  /** A call that names its work itself. */
  private call: { readonly site: number; readonly answers: boolean } | null = null;
  private readonly old = new OldConnections();
  private unwatch = () => {};

  private readonly hook = createHook({
    init: (id, type, trigger, resource) => this.made(id, type, trigger, resource),
    before: (id) => this.callsBack(id),
    after: (id) => {
      const work = this.works.get(id);
      if (work !== undefined && callsBackOnce(work.type)) this.works.delete(id);
    },
    destroy: (id) => this.over(id),
    promiseResolve: (id) => this.settled(id),
  });

  /** @param needsTurn native code that was called by code under control has something to do at once */
  constructor(
    private readonly needsTurn: () => void,
    private readonly hasWork: () => void,
  ) {}

  /** An exploration begins. The hook is on only meanwhile: it makes native promises ten times as slow. */
  begin(): void {
    if (this.explorations++ !== 0) return;
    this.hook.enable();
    this.unwatch = watchCalls(this);
  }

  end(): void {
    if (this.explorations === 0 || --this.explorations !== 0) return;
    this.hook.disable();
    this.unwatch();
    this.works.clear();
    this.immediates.clear();
  }

  /** An iteration begins: what earlier ones have left behind is still there. */
  iteration(): void {
    this.lineage.clear();
    if (this.promises.size !== 0) this.promises.clear();
    this.wantsAnother = false;
    this.old.clear();
    if (this.works.size === 0) return;
    for (const [id, work] of this.works) {
      const { type } = work;
      const there = work.resource.deref();
      if (there === undefined || type === 'PROMISE' || (type === 'ZLIB' && isIdle(type, there))) this.works.delete(id);
      else if (isConnection(type)) this.works.delete(id);
    }
    if (this.works.size !== 0) this.hasWork();
  }

  /** Whether native code has set an immediate since this was asked last. */
  takeAnother(): boolean {
    const { wantsAnother } = this;
    this.wantsAnother = false;
    return wantsAnother;
  }

  /** Something works for which virtual time waits. */
  get holdsTime(): boolean {
    if (this.old.isAsked) return true;
    for (const { type, resource, holds, givenUp } of this.works.values()) {
      if (!holds || givenUp) continue;
      const there = resource.deref();
      if (there !== undefined && isAtWork(type, there)) return true;
    }
    return false;
  }

  /** Something is there that may bring something. */
  get isAlive(): boolean {
    if (this.promises.size !== 0) return true;
    for (const { type, resource } of this.works.values()) {
      const there = resource.deref();
      if (there !== undefined && !isIdle(type, there)) return true;
    }
    return false;
  }

  /** The site of the call behind what has come last. */
  get cause(): number {
    return this.lineage.cause;
  }

  /** Virtual time no longer waits for what works now. */
  giveUp(): void {
    this.old.giveUp();
    for (const work of this.works.values()) work.givenUp = true;
  }

  private made(id: number, type: string, trigger: number, resource: object): void {
    this.newest = id;
    const { lineage } = this;
    const { mode } = simulation;
    // Between iterations, and beside a parked one, the test framework has work of its own.
    if (mode === OUTSIDE || simulation.waitsItself || !(lineage.isRunning || lineage.has(trigger))) return;
    const kind = kindOf(type);
    const origin = this.call?.site ?? lineage.origin(type, trigger, kind !== TURN);
    lineage.add(id, origin);
    if (kind === TURN) this.madeTurn(id, type, mode === RUNNING, resource, origin);
    else if (kind !== NOTHING && !(resource instanceof AsyncResource)) {
      // The sockets that a server of this process accepts answer clients, which count themselves.
      const accepted = this.works.get(trigger)?.type.endsWith('SERVERWRAP') ?? false;
      this.note(id, type, resource, origin, kind !== LISTENS && !accepted);
    }
  }

  private madeTurn(id: number, type: string, running: boolean, resource: object, origin: number): void {
    if (type === 'Immediate') {
      this.immediates.add(id);
      this.wantsAnother = true;
    }
    if (type === 'PROMISE' && this.call?.answers) this.note(id, type, resource, origin, true);
    else if (type === 'PROMISE' && running) this.promises.add(id);
    if (running) this.needsTurn();
  }

  calls(api: string, answers: boolean, call: () => unknown): unknown {
    if (simulation.mode === OUTSIDE || !this.lineage.isRunning) return call();
    const outer = this.call;
    this.call = { site: callHere('PROMISE', api, siteNow()), answers };
    try {
      return call();
    } finally {
      this.call = outer;
    }
  }

  sends(connection: object, type: string): void {
    if (simulation.mode === OUTSIDE || !this.lineage.isRunning) return;
    for (const work of this.works.values()) if (!work.givenUp && work.resource.deref() === connection) return;
    this.old.ask(connection, type, callHere(type, null, siteNow()));
    this.hasWork();
  }

  private note(id: number, type: string, resource: object, origin: number, holds: boolean): void {
    this.works.set(id, { type, resource: new WeakRef(resource), origin, holds, givenUp: false });
    this.hasWork();
  }

  /** Node calls back. */
  private callsBack(id: number): void {
    const work = this.works.get(id);
    if (work === undefined && this.immediates.has(id)) this.came(this.lineage.siteOf(id) ?? -1);
    else if (work !== undefined || (simulation.mode === PARKED && !this.lineage.has(id))) {
      const handle = executionAsyncResource();
      if (isOwnHandle(handle)) return;
      const type = typeOfHandle(handle);
      if (work === undefined && type === '') return;
      const asked = this.old.answer(handle, type);
      this.came(work?.origin ?? (asked === -1 ? callHere(type, null, -1) : asked));
      if (work !== undefined && callsBackOnce(work.type)) this.completion = { id, newest: this.newest };
    }
  }

  private settled(id: number): void {
    const work = this.works.get(id);
    if (work !== undefined) {
      this.came(work.origin);
      this.works.delete(id);
    }
    this.promises.delete(id);
    if (simulation.mode === RUNNING) this.needsTurn();
  }

  private came(origin: number): void {
    this.completions++;
    this.completion = null;
    this.lineage.came(origin);
  }

  private over(id: number): void {
    this.works.delete(id);
    this.promises.delete(id);
    this.immediates.delete(id);
  }
}
