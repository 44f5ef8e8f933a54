// Accesses to shared memory in a recorded run: what reports call the place, what is read there, and who has written it last. A place is known by
// its first byte: two agents reach it by arrays of their own.

import { UNKNOWN } from '../render-value';
import { simulation } from '../simulation';
import { siteTable } from '../site-table';
import type { MemoryTouch } from './shared-access';

/** Who has written to a piece of shared memory, or has woken those that wait there. */
export interface MemoryUse {
  readonly start: number;
  readonly end: number;
  /** `main`, `agent 2 (worker counter.js)`. */
  readonly agent: string;
  readonly task: string;
  readonly site: number;
}

/** How the array is written in an operation of `Atomics`, or in an access to an element. */
const IN_CALL = /^Atomics\.\w+\(\s*([\w$.]+)\s*,/;
const OF_ELEMENT = /^(.+)\[[^[\]]*\]$/;

/** What the source calls the place: `shared[0]`; without a name in the source, the bytes. */
export function memoryName({ buffer, start, end, index }: MemoryTouch, site: number): string {
  const text = siteTable.site(site)?.text ?? '';
  const array = (IN_CALL.exec(text) ?? OF_ELEMENT.exec(text))?.[1];
  if (array !== undefined && index !== undefined) return `${array}[${index}]`;
  return `bytes ${start} to ${end - 1} of shared buffer ${buffer.number}`;
}

/** Memory is touched now, just before the operation. */
export function record(touch: MemoryTouch, site: number): void {
  const { recorder, agent, deep } = simulation;
  const { buffer, start, end, array, index } = touch;
  if (recorder === null) return;
  const uses = touch.writes ? deep.writes : deep.notifications;
  const by = { start, end, agent: agent.label, task: agent.current?.task?.id ?? '', site };
  if (touch.writes || !touch.reads) keep(uses, buffer.number, by);
  // What wakes others touches nothing.
  if (!touch.writes && !touch.reads) return;
  const isRead = !touch.writes && array !== undefined && index !== undefined;
  const value = isRead ? array[index] : UNKNOWN;
  recorder.accessed(buffer, `byte ${start}`, touch.writes, site, value, memoryName(touch, site));
}

/** Only the last one for the same bytes is of interest. */
function keep(all: Map<number, MemoryUse[]>, buffer: number, use: MemoryUse): void {
  const uses = all.get(buffer);
  if (uses === undefined) all.set(buffer, [use]);
  else {
    const same = uses.findIndex(({ start, end }) => start === use.start && end === use.end);
    if (same >= 0) uses.splice(same, 1);
    uses.push(use);
  }
}

/** The last use of any of the bytes. */
function lastOf(all: ReadonlyMap<number, MemoryUse[]>, { buffer, start, end }: MemoryTouch): MemoryUse | undefined {
  return all.get(buffer.number)?.findLast((one) => one.start < end && one.end > start);
}

/** The last write that was seen to any of the bytes, in a recorded run; undefined: there is none. */
export const lastWrite = (touch: MemoryTouch): MemoryUse | undefined => lastOf(simulation.deep.writes, touch);

/** The last `Atomics.notify` that was seen there. */
export const lastNotification = (touch: MemoryTouch): MemoryUse | undefined =>
  lastOf(simulation.deep.notifications, touch);
