// Why tasks wait for ever: who should have settled what they wait for, and what happened there instead. Told from a schedule that passes, in
// which somebody does settle it; else from promises that were made at the same place and are settled.

import type { TraceEvent } from '../../engine/event';
import type { WaitingTask } from '../../engine/outcome';
import type { Site } from '../../engine/sites';
import { siteText } from '../site-text';
import { PromiseLives, type RecordedPromises } from './promise-lives';
import { Run } from './run';
import { allPlaces } from './shared-places';
import { type AccessEvent, type Condition, conditionOf, keptBy } from './wait-reasons';

/**
 * - `lost-wake-up`: the wake-up came before the wait, or woke another
 * - `missing`: nobody comes to where it would be settled
 * - `itself`: the task waits for what it has to do itself
 * - `cycle`: tasks wait for each other in a ring
 */
export const WAKE_KINDS = ['lost-wake-up', 'missing', 'itself', 'cycle'] as const;

/** Plain data. */
export interface Wake {
  readonly kind: (typeof WAKE_KINDS)[number];
  readonly sentence: string;
  /** What to mark in the picture of the schedule: where the wake-up came too early, or woke another. */
  readonly mark: { readonly step: number; readonly task: string; readonly site: string } | null;
}

export interface WakeInput {
  readonly failing: RecordedPromises;
  readonly passing: RecordedPromises | null;
  readonly waiting: readonly WaitingTask[];
  readonly siteOf: (id: number) => Site | undefined;
}

/** More would only be said again. */
const MOST_WAKES = 3;

export function wakesOf(input: WakeInput): Wake[] {
  const found = new Wakes(input).all;
  const cycle = cycleOf(found);
  const own = found.map(({ wake }) => wake).filter((wake) => wake !== null);
  return cycle === null ? own.slice(0, MOST_WAKES) : [cycle, ...own.slice(0, MOST_WAKES)];
}

/** What is known of one wait, and whom it is for. */
interface Found {
  readonly task: string;
  readonly wake: Wake | null;
  /** The task that would settle it, and waits itself. */
  readonly waker: string | null;
}

class Wakes {
  private readonly here: PromiseLives;
  private readonly there: PromiseLives | null;
  private readonly run: Run;

  constructor(private readonly input: WakeInput) {
    this.here = new PromiseLives(input.failing);
    this.there = input.passing && new PromiseLives(input.passing);
    this.run = new Run(allPlaces(input.failing.events, input.siteOf), input.failing.events);
  }

  get all(): Found[] {
    const seen = new Set<number>();
    // Who waits for another that waits is told by that one.
    const inOrder = [...this.input.waiting].sort(
      (one, other) => Number(other.obstacle.isDirect) - Number(one.obstacle.isDirect),
    );
    return inOrder.flatMap((waiting) => {
      const { promise, isOwn } = waiting.obstacle;
      if (isOwn) return [this.ownWait(waiting)];
      if (promise === -1 || seen.has(promise)) return [];
      seen.add(promise);
      return [this.wait(waiting, promise)];
    });
  }

  private ownWait(waiting: WaitingTask): Found {
    const sentence = `${this.who(waiting)} waits for itself: what it awaits${this.at(waiting.site)} can begin only when it has ended.`;
    return { task: waiting.task, wake: { kind: 'itself', sentence, mark: null }, waker: waiting.task };
  }

  private wait(waiting: WaitingTask, promise: number): Found {
    const { there } = this;
    const elsewhere = there === null ? -1 : this.here.counterpart(promise, there);
    const settler = there?.events[there.settledBehind(elsewhere)];
    if (settler !== undefined) return this.againstPassing(waiting, promise, settler);
    const condition = conditionOf(this.here, promise, this.run);
    if (condition !== null && this.isWaiting(condition.writer.task)) return this.becauseOf(waiting, condition);
    for (const alike of this.here.alike(promise)) {
      const event = this.here.events[this.here.settledBehind(alike)];
      if (event !== undefined) return this.besideOthers(waiting, promise, event);
    }
    return this.byMaker(waiting, promise);
  }

  /** @param settler the event of the passing run behind which it is settled */
  private againstPassing(waiting: WaitingTask, promise: number, settler: TraceEvent): Found {
    const { here } = this;
    const made = here.madeAt(promise)?.position ?? 0;
    const visits = here.same(settler);
    const by =
      settler.type === 'tell' ? `the event \`${settler.name}\` of the worker made` : `task ${settler.task} wakes it`;
    const place = `${this.at(settler.site)}${this.inside(settler.site)}`;
    const does = `in a schedule that passes, ${by}${place}${settler.type === 'tell' ? ' wakes it' : ''}`;
    const later = visits.find((position) => position >= made);
    const early = visits.findLast((position) => position < made);
    if (later !== undefined) {
      const other = here.settledAt(later);
      const whom = other === -1 ? 'nobody' : `task ${here.madeAt(other)?.task}`;
      return this.lost(waiting, `${does}; here that woke ${whom}.`, later);
    }
    if (early !== undefined)
      return this.lost(
        waiting,
        `${does}; here task ${settler.task} was there before the wait began, and the wake-up was lost.`,
        early,
      );
    const isStuck = settler.task !== waiting.task && this.isWaiting(settler.task);
    const isNews = settler.type === 'tell';
    const why = isStuck
      ? 'here that task waits itself'
      : isNews
        ? 'here it does not come'
        : 'here it does not come there';
    return this.missing(waiting, `${does}; ${why}.`, isStuck ? settler.task : null);
  }

  /** @param settler the event behind which a promise that was made at the same place was settled */
  private besideOthers(waiting: WaitingTask, promise: number, settler: TraceEvent): Found {
    const made = this.here.madeAt(promise)?.position ?? 0;
    const place = `${this.at(settler.site)}${this.inside(settler.site)}`;
    const visits = this.here.events.flatMap(({ type, site }, position) =>
      type === settler.type && site === settler.site && position >= made ? [position] : [],
    );
    const [visit] = visits;
    if (visit === undefined)
      return this.missing(waiting, `others that wait there are woken${place}; nobody comes there any more.`, null);
    const other = this.here.settledAt(visits.at(-1) as number);
    const whom = other === -1 ? 'nobody' : `task ${this.here.madeAt(other)?.task}`;
    const last = this.here.events[visits.at(-1) as number] as TraceEvent;
    return this.lost(
      waiting,
      `others that wait there are woken${place}; task ${last.task}, the last to come there, woke ${whom}.`,
      visits.at(-1) as number,
    );
  }

  private byMaker(waiting: WaitingTask, promise: number): Found {
    const maker = this.here.madeAt(promise)?.task ?? '';
    if (maker !== waiting.task && this.isWaiting(maker)) {
      const what = `task ${maker} has made what it waits for, has not settled it, and waits itself.`;
      return this.missing(waiting, what, maker);
    }
    const condition = conditionOf(this.here, promise, this.run);
    const known = [condition && this.readOf(condition), this.left(keptBy(this.here, promise))].filter(
      (one) => one !== null,
    );
    const what = known.length > 0 ? known.join('; ') : 'nobody has settled what it waits for, and nothing like it';
    return this.missing(waiting, `${what}.`, null);
  }

  private left(kept: AccessEvent | null): string | null {
    if (kept === null) return null;
    const place = `${this.at(kept.site)}${this.inside(kept.site)}`;
    return `what would wake it was put into \`${kept.name}\`${place}, and nobody took it from there and called it`;
  }

  private becauseOf(waiting: WaitingTask, condition: Condition): Found {
    const { task } = condition.writer;
    return this.missing(waiting, `${this.readOf(condition)}; task ${task} waits itself.`, task);
  }

  private readOf({ read, writer }: Condition): string {
    const value = read.value === '' ? '' : ` (${read.value})`;
    const place = `${this.at(writer.site)}${this.inside(writer.site)}`;
    return `it had read \`${read.name}\`${value}, which task ${writer.task} wrote${place}`;
  }

  private lost(waiting: WaitingTask, what: string, position: number): Found {
    const { step, task, site } = this.here.events[position] as TraceEvent;
    const mark = { step, task, site: siteText(this.input.siteOf(site)) };
    return {
      task: waiting.task,
      wake: { kind: 'lost-wake-up', sentence: this.told(waiting, what), mark },
      waker: null,
    };
  }

  private missing(waiting: WaitingTask, what: string, waker: string | null): Found {
    return { task: waiting.task, wake: { kind: 'missing', sentence: this.told(waiting, what), mark: null }, waker };
  }

  private told(waiting: WaitingTask, what: string): string {
    return `${this.who(waiting)} waits${this.at(waiting.site)}: ${what}`;
  }

  private who({ task, name }: WaitingTask): string {
    const isNamed = task !== '0' && name !== '' && name !== '<anonymous>';
    return `task ${task}${task === '0' ? ' (test)' : isNamed ? ` (${name})` : ''}`;
  }

  private isWaiting(task: string): boolean {
    return this.input.waiting.some((one) => one.task === task);
  }

  private at(id: number): string {
    const site = this.input.siteOf(id);
    return site === undefined ? '' : ` at ${site.file}:${site.line}`;
  }

  private inside(id: number): string {
    const name = this.input.siteOf(id)?.function ?? '';
    return name === '' || name === '<anonymous>' ? '' : ` in \`${name}\``;
  }
}

/** Tasks that wait for each other in a ring. */
function cycleOf(found: readonly Found[]): Wake | null {
  const wakers = new Map<string, string>();
  for (const { task, waker } of found) if (waker !== null && waker !== task) wakers.set(task, waker);
  for (const start of wakers.keys()) {
    const ring = [start];
    for (let next = wakers.get(start); next !== undefined; next = wakers.get(next)) {
      if (next === start) return { kind: 'cycle', sentence: ringSentence(ring), mark: null };
      if (ring.includes(next)) break;
      ring.push(next);
    }
  }
  return null;
}

function ringSentence(ring: readonly string[]): string {
  const parts = ring.map((task, index) => `task ${task} waits for task ${ring[(index + 1) % ring.length]}`);
  return `${parts.join(', ')}: none of them can go on.`;
}
