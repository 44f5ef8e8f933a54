// What the schedule of a deadlock shows: the waits that never end, and the wake-up that came too early or woke another.

import { siteText } from '../trace/site-text';
import type { Trace } from '../trace/trace';

/** `blocked`: an agent stops there in the middle of a step, and never goes on. */
export type DeadlockMark = 'endless' | 'blocked' | 'lost';

/** By the positions of the events. */
export function deadlockMarks({ failure, events, sites, explanation }: Trace): ReadonlyMap<number, DeadlockMark> {
  const marks = new Map<number, DeadlockMark>();
  if (!failure?.kind.endsWith('deadlock')) return marks;
  const goingOn = new Set<string>();
  for (const [position, { type, task, site }] of [...events.entries()].reverse()) {
    const wait = `${task} ${site}`;
    if (type === 'resume') goingOn.add(wait);
    if (type === 'suspend' && !goingOn.delete(wait)) marks.set(position, 'endless');
  }
  for (const { task, site } of failure.waiting) {
    const at = events.findLastIndex((event) => event.task === task && event.type !== 'access');
    const last = events[at];
    if (last?.type === 'step' && last.kind === 'memory' && siteText(sites[last.site]) === site)
      marks.set(at, 'blocked');
  }
  for (const { mark } of explanation?.wakes ?? []) {
    if (mark === null) continue;
    const at = events.findLastIndex(
      ({ step, task, site }) => step === mark.step && task === mark.task && siteText(sites[site]) === mark.site,
    );
    if (at !== -1) marks.set(at, 'lost');
  }
  return marks;
}

/** The words of an event with what the mark says; in front, since long lines are cut. */
export function markedWords(words: string | undefined, mark: DeadlockMark): string {
  if (mark === 'lost') return `wakes another, or nobody: ${words ?? 'goes on'}`;
  if (mark === 'blocked') return `waits for ever (${words ?? 'blocked'})`;
  return (words ?? 'waits').replace(/^waits/, 'waits for ever');
}
