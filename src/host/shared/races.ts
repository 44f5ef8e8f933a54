// Data races, exactly (ECMAScript 29.8): two accesses to overlapping bytes by two agents, one of them a write, neither before the other, and not both by
// `Atomics` on the same bytes. Before means: in the order of an agent; from a write by `Atomics` to the read of it; from what starts or ends
// an agent, sends or wakes to what that makes run; and around the lists of waiters.

import type { Agent } from '../../engine/agent';
import type { MemoryTouch } from '../../engine/deep/shared-access';
import type { MemoryListener, SharedBuffer } from '../../engine/deep/state';
import { simulation } from '../../engine/simulation';
import type { Strand } from '../../engine/strand';
import { Clocks, isBehind, join } from './clocks';
import { type Access, Shadow } from './shadow';

export interface DataRace {
  /** Number of the buffer in its iteration. */
  readonly buffer: number;
  readonly earlier: Access;
  readonly later: Access;
  /** A reader may see half of each write. */
  readonly tears: boolean;
}

/** What is known of one buffer. */
interface Known {
  readonly shadow: Shadow;
  /** What the last write by `Atomics` to a place has handed on, with its size. */
  readonly released: Map<number, { readonly size: number; readonly clock: readonly number[] }>;
  /** What the list of waiters of a place hands on. */
  readonly lists: Map<number, number[]>;
}

const keyOf = ({ earlier, later }: DataRace): string =>
  `${earlier.site} ${later.site} ${earlier.writes} ${later.writes}`;

export class RaceDetector implements MemoryListener {
  /** Of the exploration: one for each pair of sites. */
  readonly found = new Map<string, DataRace>();
  private generation = -1;
  private clocks = new Clocks();
  private buffers = new Map<SharedBuffer, Known>();
  private sent = new Map<Strand, readonly number[]>();

  /** @param onRace called for each race */
  constructor(private readonly onRace: ((race: DataRace) => void) | null = null) {}

  /** Everything belongs to one iteration. */
  private renew(): void {
    if (this.generation === simulation.generation) return;
    this.generation = simulation.generation;
    this.clocks = new Clocks();
    this.buffers = new Map();
    this.sent = new Map();
  }

  /** What the running agent has done so far, for `receive` in another one: for messages that no event delivers. */
  send(): readonly number[] {
    this.renew();
    return this.clocks.release(simulation.agent.index);
  }

  /** The running agent goes on behind what `send` has stood for. */
  receive(clock: readonly number[]): void {
    this.renew();
    join(this.clocks.of(simulation.agent.index), clock);
  }

  pending(strand: Strand): void {
    this.sent.set(strand, this.send());
  }

  fires(strand: Strand, agent: Agent): void {
    const clock = this.sent.get(strand);
    if (clock === undefined) return;
    this.sent.delete(strand);
    this.renew();
    join(this.clocks.of(agent.index), clock);
  }

  critical({ buffer, start }: MemoryTouch): void {
    const { lists } = this.known(buffer);
    const { index } = simulation.agent;
    const clock = this.clocks.of(index);
    const list = lists.get(start) ?? [];
    join(clock, list);
    join(list, this.clocks.release(index));
    lists.set(start, list);
  }

  touched(touch: MemoryTouch, site: number): void {
    const { buffer, start, end, reads, writes, atomic } = touch;
    if (touch.isLook || (!reads && !writes)) return;
    const { shadow, released } = this.known(buffer);
    const { agent } = simulation;
    const clock = this.clocks.of(agent.index);
    if (atomic && reads) {
      const last = released.get(start);
      if (last?.size === end - start) join(clock, last.clock);
    }
    const access: Access = {
      agent: agent.index,
      agentName: agent.name,
      time: clock[agent.index] ?? 1,
      task: (agent.current ?? agent.root)?.task?.id ?? '0',
      site,
      start,
      end,
      writes,
      atomic,
    };
    const earlier = shadow.find(access, (other) => races(other, access) && !isBehind(clock, other.agent, other.time));
    if (earlier !== null)
      this.report({ buffer: buffer.number, earlier, later: access, tears: mayTear(earlier, access) });
    shadow.add(access);
    if (!writes) return;
    for (const place of released.keys())
      if (place < end && start < place + (released.get(place)?.size ?? 0)) released.delete(place);
    if (atomic) released.set(start, { size: end - start, clock: this.clocks.release(agent.index) });
  }

  private known(buffer: SharedBuffer): Known {
    this.renew();
    let known = this.buffers.get(buffer);
    if (known === undefined) {
      known = { shadow: new Shadow(), released: new Map(), lists: new Map() };
      this.buffers.set(buffer, known);
    }
    return known;
  }

  private report(race: DataRace): void {
    const key = keyOf(race);
    if (!this.found.has(key)) this.found.set(key, race);
    this.onRace?.(race);
  }
}

function races(one: Access, other: Access): boolean {
  if (one.agent === other.agent || (!one.writes && !other.writes)) return false;
  return !(one.atomic && other.atomic && one.start === other.start && one.end === other.end);
}

/** Two accesses to the same element by the same type never tear (ECMAScript 29.1); of other bytes, halves may be seen. */
const mayTear = (one: Access, other: Access): boolean => one.start !== other.start || one.end !== other.end;

/** The detector of the running exploration, or null. */
export const raceDetector = (): RaceDetector | null => simulation.deep.listener as RaceDetector | null;

/** From now on data races are looked for. @param onRace called for each race */
export function watchRaces(onRace: ((race: DataRace) => void) | null): RaceDetector {
  const detector = new RaceDetector(onRace);
  simulation.deep.listener = detector;
  return detector;
}

/** Data races are no longer looked for. */
export function ignoreRaces(): void {
  simulation.deep.listener = null;
}
