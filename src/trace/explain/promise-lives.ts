// The promises of a recorded run that somebody has to settle, under names by which they can be found again in another run, and who settled
// them where. Code is known by its accesses, awaits and starts: the nearest of them stands for the place.

import type { TraceEvent } from '../../engine/event';
import type { Moment, PromiseLife } from '../../engine/promise-ledger';

export interface RecordedPromises {
  readonly events: readonly TraceEvent[];
  readonly promises: readonly PromiseLife[];
}

interface Life {
  readonly made: Moment;
  /** Site of the first event behind its making: the code that made it. */
  readonly site: number;
  readonly name: string;
  /** Position of the event behind which it was settled; -1 if it was not, or if no event is near. */
  readonly settledBehind: number;
}

export class PromiseLives {
  readonly events: readonly TraceEvent[];
  private readonly lives: readonly Life[];
  private readonly numbers: ReadonlyMap<string, number>;
  /** Promises by the position of the event behind which they were settled. */
  private readonly bySettler: ReadonlyMap<number, number>;

  constructor({ events, promises }: RecordedPromises) {
    this.events = events;
    const makers = nearest(
      promises.map(({ made }) => made),
      events,
      'behind',
    );
    const settlers = nearest(
      promises.map(({ settled }) => settled),
      events,
      'before',
    );
    const counts = new Map<string, number>();
    this.lives = promises.map(({ made }, number) => {
      const site = events[makers[number] as number]?.site ?? -1;
      const kind = `${made.task} ${site}`;
      const count = counts.get(kind) ?? 0;
      counts.set(kind, count + 1);
      return { made, site, name: `${kind} ${count}`, settledBehind: settlers[number] as number };
    });
    this.numbers = new Map(this.lives.map(({ name }, number) => [name, number]));
    this.bySettler = new Map(this.lives.map(({ settledBehind }, number) => [settledBehind, number]));
  }

  madeAt(promise: number): Moment | undefined {
    return this.lives[promise]?.made;
  }

  /** The same promise of the other run; -1: it was not made there. */
  counterpart(promise: number, other: PromiseLives): number {
    return other.numbers.get(this.lives[promise]?.name ?? '') ?? -1;
  }

  /** Promises that were made at the same place, by whichever task. */
  alike(promise: number): number[] {
    const { site } = this.lives[promise] ?? { site: -1 };
    if (site === -1) return [];
    return this.lives.flatMap((life, number) => (number !== promise && life.site === site ? [number] : []));
  }

  settledBehind(promise: number): number {
    return this.lives[promise]?.settledBehind ?? -1;
  }

  /** The promise that was settled behind the event; -1: none. */
  settledAt(position: number): number {
    return this.bySettler.get(position) ?? -1;
  }

  /** Positions of the events that are the same as one of another run: same task, same place, and the same news of a worker. */
  same(wanted: TraceEvent): number[] {
    const { type, task, site } = wanted;
    const news = newsOf(wanted);
    return this.events.flatMap((event, position) =>
      event.type === type && event.task === task && event.site === site && newsOf(event) === news ? [position] : [],
    );
  }
}

/** For each moment the position of the nearest event of its task in its step that stands for a place in the code; -1: there is none. */
function nearest(
  moments: readonly (Moment | null)[],
  events: readonly TraceEvent[],
  where: 'before' | 'behind',
): number[] {
  const asked = new Map<number, number[]>();
  moments.forEach((moment, number) => {
    if (moment !== null) asked.set(moment.position, [...(asked.get(moment.position) ?? []), number]);
  });
  const found = moments.map(() => -1);
  const latest = new Map<string, number>();
  const answer = (position: number) => {
    for (const number of asked.get(position) ?? []) {
      const event = latest.get(moments[number]?.task ?? '') ?? -1;
      if (events[event]?.step === (events[position] ?? events.at(-1))?.step) found[number] = event;
    }
  };
  const note = (position: number) => {
    const event = events[position];
    if (event !== undefined && (event.site >= 0 || event.type === 'tell') && isCode(event))
      latest.set(event.task, position);
  };
  if (where === 'before')
    for (let position = 0; position <= events.length; position++) {
      answer(position);
      note(position);
    }
  else
    for (let position = events.length; position >= 0; position--) {
      note(position);
      answer(position);
    }
  return found;
}

function isCode({ type }: TraceEvent): boolean {
  return (
    type === 'access' ||
    type === 'resume' ||
    type === 'suspend' ||
    type === 'timer' ||
    type === 'step' ||
    type === 'tell'
  );
}

function newsOf(event: TraceEvent): string {
  return event.type === 'tell' ? event.name : '';
}
