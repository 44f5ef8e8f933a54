// Accesses to shared memory in a recorded run: what reports call the place, what is read there, and who has written it last. A place is known by
// its first byte: two agents reach it by arrays of their own.

import { UNKNOWN } from '../render-value';
import { simulation } from '../simulation';
import { siteTable } from '../site-table';
import type { MemoryTouch } from './shared-access';

/** Who has written to a piece of shared memory. */
export interface MemoryWrite {
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
  // What wakes others touches nothing.
  if (recorder === null || !(touch.reads || touch.writes)) return;
  const isRead = !touch.writes && array !== undefined && index !== undefined;
  const value = isRead ? array[index] : UNKNOWN;
  recorder.accessed(buffer, `byte ${start}`, touch.writes, site, value, memoryName(touch, site));
  if (!touch.writes) return;
  const writes = deep.writes.get(buffer.number);
  const written = { start, end, agent: agent.label, task: agent.current?.task?.id ?? '', site };
  if (writes === undefined) deep.writes.set(buffer.number, [written]);
  else {
    // Only the last write to the same bytes is of interest.
    const same = writes.findIndex((one) => one.start === start && one.end === end);
    if (same >= 0) writes.splice(same, 1);
    writes.push(written);
  }
}

/** The last write that was seen to any of the bytes, in a recorded run; undefined: there is none. */
export function lastWrite({ buffer, start, end }: MemoryTouch): MemoryWrite | undefined {
  return simulation.deep.writes.get(buffer.number)?.findLast((one) => one.start < end && one.end > start);
}
