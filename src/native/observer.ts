// What runs on the real event loop while a body does: Node's async hooks report it. In front of callbacks the observer may pause.

import { createHook } from 'node:async_hooks';
import { fnv1a } from '../engine/fnv';
import { nativeNow } from '../engine/natives';
import { siteTable } from '../engine/site-table';
import { callHere } from '../host/native-call';
import { isAtWork, kindOf, LISTENS, NOTHING } from '../host/native-kinds';
import { siteText } from '../trace/site-text';
import type { NativeEvent } from '../trace/trace';

/** Events of a run that are kept. */
const MOST_EVENTS = 2000;

interface Known {
  readonly type: string;
  readonly site: number;
  readonly resource: WeakRef<object>;
}

export class Observer {
  readonly events: NativeEvent[] = [];
  /** Events that were not kept. */
  missing = 0;
  /** Promise jobs and ticks. */
  jobs = 0;
  /** Most callbacks that were awaited at the same time. */
  most = 0;
  /** A hash of what ran, in its order. */
  hash = 0;
  /** A timer was set that nobody could slow down. */
  hasOtherTimers = false;
  /** When something of the body's ran last. */
  active = nativeNow();
  private readonly started = nativeNow();
  private readonly known = new Map<number, Known>();
  private isUnseen = false;
  private readonly hook = createHook({
    init: (id, type, _trigger, resource) => this.made(id, type, resource),
    before: (id) => this.runs(id),
    destroy: (id) => void this.known.delete(id),
  });

  /**
   * @param pause real milliseconds to pause now
   * @param isOwnTimer whether a timer that is being made is one that can be slowed down
   */
  constructor(
    private readonly pause: () => number,
    private readonly isOwnTimer: () => boolean,
  ) {}

  begin(): void {
    this.hook.enable();
  }

  end(): void {
    this.hook.disable();
  }

  /** Does work of Lockstep's own. */
  unseen(work: () => void): void {
    const before = this.isUnseen;
    this.isUnseen = true;
    work();
    this.isUnseen = before;
  }

  /** A completion is kept back. */
  kept(name: string, milliseconds: number): void {
    this.note({ at: this.now(), what: 'kept back', type: name, place: '', milliseconds });
  }

  /** Something that the body has begun may still call back. */
  get isAwaited(): boolean {
    for (const { type, resource } of this.known.values()) {
      const there = resource.deref();
      if (there !== undefined && kindOf(type) !== LISTENS && kindOf(type) !== NOTHING && isAtWork(type, there))
        return true;
    }
    return false;
  }

  private now(): number {
    return Math.round((nativeNow() - this.started) * 10) / 10;
  }

  private made(id: number, type: string, resource: object): void {
    if (this.isUnseen || type === 'PROMISE' || type === 'TickObject' || type === 'Microtask') return;
    if (type === 'Timeout' && !this.isOwnTimer()) this.hasOtherTimers = true;
    let site = -1;
    this.unseen(() => {
      site = callHere(type, null, -1);
    });
    this.known.set(id, { type, site, resource: new WeakRef(resource) });
    if (this.known.size > this.most) this.most = this.known.size;
  }

  private runs(id: number): void {
    const known = this.known.get(id);
    if (known === undefined) {
      this.jobs++;
      return;
    }
    this.active = nativeNow();
    const { type, site } = known;
    const place = siteText(siteTable.site(site) ?? undefined);
    if (type === 'Timeout' || type === 'Immediate' || type.endsWith('REQCALLBACK') || type.endsWith('REQUEST'))
      this.known.delete(id);
    this.hash = fnv1a(`${this.hash} ${type} ${place}`);
    const milliseconds = this.pause();
    this.note({ at: this.now(), what: 'ran', type, place, ...(milliseconds > 0 && { milliseconds }) });
    for (const end = nativeNow() + milliseconds; nativeNow() < end; );
  }

  private note(event: NativeEvent): void {
    if (this.events.length < MOST_EVENTS) this.events.push(event);
    else this.missing++;
  }
}
