// Source-DPOR with sleep sets (Abdulla, Aronis, Jonsson, Sagonas, "Optimal Dynamic Partial Order Reduction", POPL 2014, algorithm 1), as a
// user would write it: on nothing but what `lockstep` exports. A prototype: what steps do to each other through promises alone (which of
// two settles a race first) is no conflict to it.

import type { IterationEnd, IterationStart, PendingOperation, StepReport, Strategy } from '../../../src';

/** What a step touched. Locations from `known` on were new to the prefix, so that the same number may be another one elsewhere. */
interface Footprint {
  readonly touched: ReadonlySet<number>;
  readonly known: number;
}

/** A decision between operations, known by their sequence numbers, which are the same after the same beginning. */
interface PickNode {
  readonly kind: 'pick';
  readonly enabled: readonly number[];
  readonly backtrack: Set<number>;
  /** Explored from here, in all their outcomes. */
  readonly done: Map<number, Footprint>;
  /** Not to be explored from here: equivalent schedules are explored elsewhere. */
  readonly sleep: ReadonlyMap<number, Footprint>;
  readonly known: number;
  chosen: number;
  /** What the chosen one touched, in all outcomes so far. */
  touched: Set<number>;
}

/** Late or at once, or a value: each option is another outcome of the same step. */
interface ChoiceNode {
  readonly kind: 'choice';
  readonly options: number;
  choice: number;
}

interface Event {
  readonly sequence: number;
  readonly operation: PendingOperation['kind'] | 'start';
  readonly channel: number;
  /** The decision for it; null where nothing else was enabled. */
  readonly node: PickNode | null;
  readonly touched: ReadonlySet<number>;
  readonly made: ReadonlySet<number>;
  /** The events that happen before it, by their place in the schedule. */
  readonly before: Set<number>;
}

/** Two sets of accesses touch the same, and one of them writes. */
function conflict(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  for (const access of a) {
    if ((access & 1) === 1 ? b.has(access) || b.has(access - 1) : b.has(access + 1)) return true;
  }
  return false;
}

/** Whether a step of another branch and one of this schedule cannot influence each other, for all that is known. */
function independent({ touched, known }: Footprint, other: ReadonlySet<number>): boolean {
  const isNew = (access: number) => access >> 1 >= known;
  return !conflict(touched, other) && !([...touched].some(isNew) && [...other].some(isNew));
}

/** Timers fire by their deadlines, immediates in their turn, and a channel keeps its order. */
function ordered(a: Event, b: Event): boolean {
  if (a.channel !== 0 && a.channel === b.channel) return true;
  return a.operation === b.operation && (a.operation === 'timer' || a.operation === 'immediate');
}

/** Explores at least one schedule of each class of schedules that differ in the order of independent steps only, and ends. */
export class SourceDpor implements Strategy {
  readonly name = 'source-dpor';
  readonly memory = 'all';
  readonly footprints = true;
  private readonly path: (PickNode | ChoiceNode)[] = [];
  private depth = 0;
  private events: Event[] = [];
  /** The decision for the step that runs. */
  private node: PickNode | null = null;
  private sleep = new Map<number, Footprint>();
  /** Number of locations of this schedule so far. */
  private known = 0;
  /** Operations that are pending. */
  private readonly pending = new Set<number>();

  begin({ turn }: IterationStart): boolean {
    this.depth = this.known = 0;
    this.events = [];
    this.node = null;
    this.sleep.clear();
    this.pending.clear();
    if (turn === 0) this.path.length = 0;
    return turn === 0 || this.advance();
  }

  pick(enabled: readonly PendingOperation[]): number | null {
    const node = (this.path[this.depth] as PickNode | undefined) ?? this.open(enabled);
    if (node === null) return null;
    this.depth++;
    this.node = node;
    this.sleep = new Map([...node.sleep, ...node.done]);
    return node.enabled.indexOf(node.chosen);
  }

  late(): boolean {
    return this.outcome(2) === 1;
  }

  choose(n: number): number {
    return this.outcome(n);
  }

  ran({ operation, touched, made }: StepReport): void {
    const event: Event = {
      sequence: operation?.sequence ?? 0,
      operation: operation?.kind ?? 'start',
      channel: operation?.channel ?? 0,
      node: this.node,
      touched: new Set(touched),
      made: new Set(made.map(({ sequence }) => sequence)),
      before: new Set(),
    };
    this.findRaces(event);
    this.events.push(event);
    for (const access of touched) this.known = Math.max(this.known, (access >> 1) + 1);
    if (this.node !== null) for (const access of touched) this.node.touched.add(access);
    for (const [sequence, footprint] of this.sleep)
      if (!independent(footprint, event.touched)) this.sleep.delete(sequence);
    this.pending.delete(event.sequence);
    for (const sequence of event.made) this.pending.add(sequence);
    this.node = null;
  }

  end({ abandoned }: IterationEnd): void {
    const last = this.events.at(-1);
    if (abandoned || last === undefined || last.node === null) return;
    // The last step ends the schedule: what is still pending then depends on it, whatever it touches.
    for (const sequence of this.pending)
      if (!last.made.has(sequence) && last.node.enabled.includes(sequence)) last.node.backtrack.add(sequence);
  }

  /** Goes to the next schedule; false if there is none. */
  private advance(): boolean {
    for (let node = this.path.at(-1); node !== undefined; node = this.path.at(-1)) {
      if (node.kind === 'choice') {
        if (++node.choice < node.options) return true;
      } else {
        const { backtrack, done, sleep, touched, known } = node;
        done.set(node.chosen, { touched, known });
        const next = [...backtrack].find((sequence) => !done.has(sequence) && !sleep.has(sequence));
        if (next !== undefined) {
          node.chosen = next;
          node.touched = new Set();
          return true;
        }
      }
      this.path.pop();
    }
    return false;
  }

  /** A decision that is met for the first time; null if whatever can run is asleep: the rest of the schedule is explored elsewhere. */
  private open(enabled: readonly PendingOperation[]): PickNode | null {
    const sequences = enabled.map(({ sequence }) => sequence);
    const chosen = sequences.find((sequence) => !this.sleep.has(sequence));
    if (chosen === undefined) return null;
    const node: PickNode = {
      kind: 'pick',
      enabled: sequences,
      backtrack: new Set([chosen]),
      done: new Map(),
      sleep: new Map(this.sleep),
      known: this.known,
      chosen,
      touched: new Set(),
    };
    this.path.push(node);
    return node;
  }

  private outcome(options: number): number {
    let node = this.path[this.depth] as ChoiceNode | undefined;
    if (node === undefined) this.path.push((node = { kind: 'choice', options, choice: 0 }));
    this.depth++;
    return node.choice;
  }

  /** Orders a new event behind those that it depends on, and sees to it that each race is run the other way round as well. */
  private findRaces(event: Event): void {
    const racing: number[] = [];
    // From the latest to the earliest: what comes before something that comes before the event could not have met it.
    for (let i = this.events.length - 1; i >= 0; i--) {
      if (event.before.has(i)) continue;
      const earlier = this.events[i]!;
      const causes = earlier.made.has(event.sequence) || ordered(earlier, event);
      if (!causes && !conflict(earlier.touched, event.touched)) continue;
      if (!causes) racing.push(i);
      event.before.add(i);
      for (const index of earlier.before) event.before.add(index);
    }
    for (const i of racing) this.reverse(i, event);
  }

  /** Before event `i`, something must be tried with which the schedule without it can begin. */
  private reverse(i: number, event: Event): void {
    const { node } = this.events[i]!;
    if (node === null) return;
    const rest = this.events.flatMap((one, index) => (index > i && !one.before.has(i) ? [index] : []));
    const initials = [...rest.map((index) => this.events[index]!), event]
      .filter(({ before }) => !rest.some((index) => before.has(index)))
      .map(({ sequence }) => sequence)
      .filter((sequence) => node.enabled.includes(sequence));
    if (initials.some((sequence) => node.backtrack.has(sequence))) return;
    for (const sequence of initials.length > 0 ? initials.slice(0, 1) : node.enabled) node.backtrack.add(sequence);
  }
}
