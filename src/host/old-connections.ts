// Connections that are older than the iteration: pools, workers, processes that a hook has started. No async hook has told of them, and
// nobody can say what they are about to bring. So virtual time waits from when code under control sends something until something comes.

import { nativeNow } from '../engine/natives';
import { typeOfHandle } from './native-kinds';

/** How long an answer may pause, in real ms: nobody can say whether there is more of it. */
const PAUSE = 20;

interface Asked {
  /** What Node calls its handle. */
  readonly type: string;
  /** Where it was sent. */
  readonly site: number;
  /** Real ms. */
  until: number;
}

export class OldConnections {
  /** By the handle, or by what has it, if that does not show it. */
  private readonly asked = new Map<object, Asked>();
  /** Nothing came on them in time: they are only written to. */
  private readonly mute = new WeakSet<object>();

  /** Something is sent. */
  ask(connection: object, type: string, site: number): void {
    if (!this.mute.has(connection)) this.asked.set(connection, { type, site, until: Number.MAX_VALUE });
  }

  /** Something has come on a handle. Returns the site of what it may answer, or -1. */
  answer(handle: object, type: string): number {
    const { asked } = this;
    if (asked.size === 0) return -1;
    const answered =
      asked.get(handle) ?? [...asked].find(([one, sent]) => sent.type === type && typeOfHandle(one) === '')?.[1];
    if (answered === undefined) return -1;
    answered.until = nativeNow() + PAUSE;
    return answered.site;
  }

  get isAsked(): boolean {
    if (this.asked.size === 0) return false;
    const now = nativeNow();
    for (const { until } of this.asked.values()) if (until > now) return true;
    return false;
  }

  giveUp(): void {
    for (const [connection, { until }] of this.asked) if (until === Number.MAX_VALUE) this.mute.add(connection);
    this.asked.clear();
  }

  clear(): void {
    if (this.asked.size !== 0) this.asked.clear();
  }
}
