// What the schedule of a deadlock shows: the waits that never end, and the wake-up that came too early or woke another.

import { siteText } from '../trace/site-text';
import type { Trace } from '../trace/trace';

/** What is put behind the line of an event, by the event's position. */
export function deadlockMarks({ failure, events, sites, explanation }: Trace): ReadonlyMap<number, string> {
  const marks = new Map<number, string>();
  if (!failure?.kind.endsWith('deadlock')) return marks;
  const goingOn = new Set<string>();
  for (const [position, { type, task, site }] of [...events.entries()].reverse()) {
    const wait = `${task} ${site}`;
    if (type === 'resume') goingOn.add(wait);
    if (type === 'suspend' && !goingOn.delete(wait)) marks.set(position, '<-- for ever');
  }
  for (const { mark } of explanation?.wakes ?? []) {
    if (mark === null) continue;
    const at = events.findLastIndex(
      ({ step, task, site }) => step === mark.step && task === mark.task && siteText(sites[site]) === mark.site,
    );
    if (at !== -1) marks.set(at, '<-- the wake-up that was lost');
  }
  return marks;
}
