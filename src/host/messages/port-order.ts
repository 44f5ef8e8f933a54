// The order in which libuv looks at the ports of a loop when it polls: that of their creation. But a port that is made while another one
// delivers comes right behind that one, since libuv has by then moved it to the end of its list.

import type { PortEnd } from './port-end';

/** Room between two ports, for those that come between them later. */
const GAP = 2 ** 20;

/** A place in the order. */
export class Place {
  previous: Place | null = null;
  next: Place | null = null;
  /** Ascending. */
  label = 0;
}

export class PortOrder {
  private first: Place | null = null;
  private last: Place | null = null;

  /** A place behind `place`; null: behind all. */
  insert(place: Place | null): Place {
    const made = new Place();
    const before = place ?? this.last;
    const after = before === null ? this.first : before.next;
    made.previous = before;
    made.next = after;
    if (before === null) this.first = made;
    else before.next = made;
    if (after === null) this.last = made;
    else after.previous = made;
    const low = before?.label ?? 0;
    made.label = after === null ? low + GAP : (low + after.label) / 2;
    if (made.label === low || made.label === after?.label) this.relabel();
    return made;
  }

  remove({ previous, next }: Place): void {
    if (previous === null) this.first = next;
    else previous.next = next;
    if (next === null) this.last = previous;
    else next.previous = previous;
  }

  private relabel(): void {
    let label = 0;
    for (let place = this.first; place !== null; place = place.next) place.label = label += GAP;
  }

  clear(): void {
    this.first = this.last = null;
  }
}

export const inOrder = (one: PortEnd, other: PortEnd): number => one.position.label - other.position.label;
