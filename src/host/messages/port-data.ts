// What a port receives: its queue, which is apart from the port, since it is the queue that is transferred. The port that a message brings is
// another object.

import { simulation } from '../../engine/simulation';
import type { Parcel } from './parcel';
import type { PortEnd } from './port-end';

/** Taken messages stay in the queue until there are so many. */
const FEW = 1000;

export interface Message {
  /** Number of the message, from 1; 0: the other end is closed. */
  readonly id: number;
  readonly parcel: Parcel | null;
  /** Where the task that sent it was last seen: what strategies know it by. */
  readonly site: number;
  /** Site of the call that sent it, in a recorded run; else the same as `site`. */
  readonly sentAt: number;
}

/** What a port receives. */
export class PortData {
  queue: Message[] = [];
  /** Messages that have been taken from the queue. */
  private head = 0;
  /** The port that delivers it; null while it is in a message. */
  port: PortEnd | null = null;

  /**
   * @param group both ends of a channel, or all channels of a name
   * @param isTold the other end is told when this one is closed
   */
  constructor(
    readonly group: Set<PortData>,
    readonly isTold = true,
  ) {
    group.add(this);
  }

  get first(): Message | undefined {
    return this.queue[this.head];
  }

  get length(): number {
    return this.queue.length - this.head;
  }

  /** The step in which it was told that the other end is closed. */
  closedIn = -1;

  push(message: Message): void {
    if (message.id === 0) this.closedIn = simulation.steps;
    this.queue.push(message);
    this.port?.changed();
  }

  shift(): Message | undefined {
    const { queue, head } = this;
    const message = queue[head];
    if (message === undefined) return undefined;
    if (head + 1 === queue.length) this.clear();
    else if (head > FEW && head * 2 > queue.length) {
      queue.splice(0, head + 1);
      this.head = 0;
    } else this.head++;
    return message;
  }

  private clear(): void {
    this.queue.length = this.head = 0;
  }

  /** It receives nothing more. Of two ends the other one is told. */
  disentangle(): void {
    const { group } = this;
    const { site } = simulation.agent;
    if (!group.delete(this)) return;
    for (let message = this.shift(); message !== undefined; message = this.shift()) message.parcel?.lose();
    if (this.isTold) for (const other of group) other.push({ id: 0, parcel: null, site, sentAt: site });
  }
}
