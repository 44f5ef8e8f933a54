// The ledger of native work: what Node does on behalf of the code under test, as its async hooks report it during an exploration. It knows
// what is under way, what is to have its turn before any event, and whether something real has come.

import { AsyncResource, createHook, executionAsyncId } from 'node:async_hooks';
import { OUTSIDE, RUNNING, simulation } from '../engine/simulation';
import { callsBackOnce, isAtWork, isIdle, kindOf, LISTENS, NOTHING, TURN } from './native-kinds';

/** A resource that may bring something. */
interface Work {
  readonly type: string;
  readonly resource: WeakRef<object>;
  /** Virtual time waits for it, as long as it is at work and was not given up. */
  holds: boolean;
}

export class NativeWork {
  private readonly works = new Map<number, Work>();
  /** What this iteration has made, and what that has made in turn. */
  private readonly lineage = new Set<number>();
  /** Native promises that code under control has made in this iteration, and that are not settled. */
  private readonly promises = new Set<number>();
  private readonly immediates = new Set<number>();
  private explorations = 0;
  /** Native code has set an immediate: it runs in the turn of the event loop after this one. */
  private wantsAnother = false;
  /** Real completions so far: what comes without one comes in an order that the schedule determines. */
  completions = 0;

  private readonly hook = createHook({
    init: (id, type, trigger, resource) => this.made(id, type, trigger, resource),
    before: (id) => {
      if (this.works.has(id) || this.immediates.has(id)) this.completions++;
    },
    after: (id) => {
      const work = this.works.get(id);
      if (work !== undefined && callsBackOnce(work.type)) this.works.delete(id);
    },
    destroy: (id) => this.over(id),
    promiseResolve: (id) => {
      this.promises.delete(id);
      if (simulation.mode === RUNNING) this.needsTurn();
    },
  });

  /** @param needsTurn native code that was called by code under control has something to do at once */
  constructor(
    private readonly needsTurn: () => void,
    private readonly hasWork: () => void,
  ) {}

  /** An exploration begins. The hook is on only meanwhile: it makes native promises ten times as slow. */
  begin(): void {
    if (this.explorations++ === 0) this.hook.enable();
  }

  end(): void {
    if (this.explorations === 0 || --this.explorations !== 0) return;
    this.hook.disable();
    this.works.clear();
    this.immediates.clear();
  }

  /** An iteration begins: what earlier ones have left behind is still there. */
  iteration(): void {
    if (this.lineage.size !== 0) this.lineage.clear();
    if (this.promises.size !== 0) this.promises.clear();
    this.wantsAnother = false;
    if (this.works.size === 0) return;
    for (const [id, { type, resource }] of this.works) {
      const there = resource.deref();
      if (there === undefined || (type === 'ZLIB' && isIdle(type, there))) this.works.delete(id);
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
    for (const { type, resource, holds } of this.works.values()) {
      if (!holds) continue;
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

  /** Virtual time no longer waits for what works now. */
  giveUp(): void {
    for (const work of this.works.values()) work.holds = false;
  }

  private made(id: number, type: string, trigger: number, resource: object): void {
    const { mode } = simulation;
    // Between iterations, and beside a parked one, the test framework has work of its own.
    if (mode === OUTSIDE || simulation.waitsItself || !(mode === RUNNING || this.descends(trigger))) return;
    this.lineage.add(id);
    const kind = kindOf(type);
    if (kind === TURN) this.madeTurn(id, type, mode === RUNNING);
    else if (kind !== NOTHING && !(resource instanceof AsyncResource)) {
      // The sockets that a server of this process accepts answer clients, which count themselves.
      const accepted = this.works.get(trigger)?.type.endsWith('SERVERWRAP') ?? false;
      this.note(id, { type, resource: new WeakRef(resource), holds: kind !== LISTENS && !accepted });
    }
  }

  /** Whether what is made now goes back to code under control. */
  private descends(trigger: number): boolean {
    const { lineage, works } = this;
    const running = executionAsyncId();
    return lineage.has(trigger) || lineage.has(running) || works.has(trigger) || works.has(running);
  }

  private madeTurn(id: number, type: string, running: boolean): void {
    if (type === 'Immediate') {
      this.immediates.add(id);
      this.wantsAnother = true;
    }
    if (!running) return;
    if (type === 'PROMISE') this.promises.add(id);
    this.needsTurn();
  }

  private note(id: number, work: Work): void {
    this.works.set(id, work);
    this.hasWork();
  }

  private over(id: number): void {
    this.works.delete(id);
    this.promises.delete(id);
    this.immediates.delete(id);
  }
}
