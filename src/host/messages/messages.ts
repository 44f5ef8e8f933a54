// The messages of an agent: which ports may deliver one, in which order. Undisturbed it is that of Node's event loop: timers, messages, check
// phase, closed ports. A port delivers all that it has; then comes the one that was made next; what comes meanwhile for one that
// had its turn waits for the next turn of the loop.

import { type EventSource, type Offer, OPEN } from '../../engine/event-source';
import { simulation } from '../../engine/simulation';
import type { Strand } from '../../engine/strand';
import type { HostAgent } from '../host-agent';
import { Closing } from './closing';
import type { PortEnd } from './port-end';
import { inOrder, type Place, PortOrder } from './port-order';
import { SharedMessages } from './shared-messages';

/** Phases of the event loop. */
const TIMERS = 0;
const POLL = 1;
const CHECK = 2;
const CLOSE = 3;

const NO_PORTS: readonly PortEnd[] = [];

export class Messages {
  /** Ports that have a message to deliver, in their order. */
  private readonly ready: PortEnd[] = [];
  /** Ports that will be told that their other end is closed, when the loop looks at them. */
  private told: Closing[] = [];
  /** Ports that close; the last one comes first, as libuv has it. */
  private closings: Closing[] = [];
  /** Those of the phase that has begun. */
  private closingNow: Closing[] = [];
  private phase = CHECK;
  /** The port whose messages are being delivered. */
  burst: PortEnd | null = null;
  /** Number of the turn in which the loop looks at the ports. */
  private turn = 1;
  /** The place behind which the next port is that the burst makes. */
  private newest: Place | null = null;
  private lookedIn = -1;
  private readonly open = new Set<PortEnd>();
  private readonly order = new PortOrder();
  readonly shared: SharedMessages;

  constructor(
    private readonly agent: HostAgent,
    main: HostAgent | undefined,
  ) {
    this.shared = main === undefined ? new SharedMessages() : main.messages.shared;
  }

  /** What comes before the check phase. */
  readonly before: EventSource = {
    offer: (enabled) => this.offerBefore(enabled),
    next: () => this.next(),
    isSteady: () => this.isSteady,
    reset: () => this.reset(),
    keepsAlive: () => this.keepsAlive,
    alive: () => false,
    awaited: () => [...this.open].filter((port) => port.isListening).map((port) => port.describe()),
  };

  /** What comes behind it. */
  readonly after: EventSource = {
    offer: (enabled) => this.offerAfter(enabled),
    isSteady: () => this.isSteady,
    reset: () => {},
    alive: () => false,
  };

  /** Something is to be delivered, or closed. */
  get isWaiting(): boolean {
    return this.ready.length > 0 || this.closings.length > 0 || this.closingNow.length > 0 || this.told.length > 0;
  }

  /** What closes comes in one turn or in another. */
  private get isSteady(): boolean {
    return this.closings.length === 0 && this.closingNow.length === 0 && this.told.length === 0;
  }

  /** There is a new port. */
  opened(port: PortEnd): void {
    const isOfBurst = this.burst !== null && simulation.stepKind === 'message' && simulation.agent === this.agent;
    port.position = this.order.insert(isOfBurst ? this.newest : null);
    if (isOfBurst) {
      this.newest = port.position;
      port.madeInTurn = this.turn;
    }
    this.open.add(port);
    const { sources } = this.agent;
    sources.activate(this.before);
    sources.activate(this.after);
  }

  /** The port belongs to another agent. */
  forget(port: PortEnd): void {
    if (!this.open.delete(port)) return;
    this.order.remove(port.position);
    if (port.isReady) this.remove(port);
    port.isReady = false;
    this.told = this.told.filter((one) => one.port !== port);
  }

  add(port: PortEnd): void {
    const { ready } = this;
    let i = ready.length;
    while (i > 0 && inOrder(ready[i - 1] as PortEnd, port) > 0) i--;
    ready.splice(i, 0, port);
  }

  remove(port: PortEnd): void {
    const index = this.ready.indexOf(port);
    if (index >= 0) this.ready.splice(index, 1);
  }

  /** A port begins to deliver what it has. The loop has looked at the ports before it. */
  begin(port: PortEnd): void {
    const { burst: last } = this;
    const goesOn = last !== null && this.isInTurn(port);
    if (!goesOn) this.turn++;
    for (const one of this.toldPorts())
      if (inOrder(one, port) < 0 && (!goesOn || inOrder(one, last) > 0)) this.hear(one);
    this.phase = POLL;
    this.burst = port;
    this.newest = port.position;
  }

  /** The other end of a port is closed. */
  tell(port: PortEnd): void {
    if (this.told.some((one) => one.port === port)) return;
    port.toldIn = simulation.steps;
    this.told.push(new Closing(this, port));
  }

  /** A port closes. The event after its end will come. */
  close(port: PortEnd): void {
    if (!this.open.delete(port)) return;
    const told = this.told.find((one) => one.port === port);
    if (told !== undefined) this.told = this.told.filter((one) => one !== told);
    this.closings.unshift(told ?? new Closing(this, port));
  }

  /** A port is closed. */
  closed(closing: Closing): void {
    if (this.phase !== CLOSE) {
      this.closingNow = this.closings;
      this.closings = [];
    }
    this.phase = CLOSE;
    const isOther = (one: Closing) => one !== closing;
    this.closings = this.closings.filter(isOther);
    this.closingNow = this.closingNow.filter(isOther);
    this.told = this.told.filter(isOther);
    this.open.delete(closing.port);
    this.order.remove(closing.port.position);
  }

  /** A check phase begins. The loop has looked at all ports before. */
  checks(): void {
    for (const port of this.toldPorts()) this.hear(port);
    this.turn++;
  }

  private toldPorts(): readonly PortEnd[] {
    if (this.told.length === 0) return NO_PORTS;
    return this.told.map(({ port }) => port).sort(inOrder);
  }

  /** The loop looks at a port whose other end is closed. */
  private hear(port: PortEnd): void {
    if (port.madeInTurn !== this.turn) port.hear();
  }

  /** Whether the loop has not polled since a step. */
  isRecent(step: number): boolean {
    return step > this.lookedIn;
  }

  /** In which phase the agent's last step was, and what the loop has looked at since. */
  private look(): void {
    if (simulation.agent === this.agent) this.phase = phaseOf(simulation.stepKind);
    if (this.phase !== POLL) this.burst = null;
    if (this.phase !== CLOSE && this.closingNow.length > 0) {
      this.closings.push(...this.closingNow);
      this.closingNow = [];
    }
    for (const port of this.toldPorts()) if (this.isNext(port)) this.hear(port);
    this.lookedIn = simulation.steps;
  }

  /** Nothing that is to be delivered comes before the port in this turn. */
  private isNext(port: PortEnd): boolean {
    const { phase, burst, ready } = this;
    if (phase !== POLL || burst === null || inOrder(port, burst) <= 0) return false;
    return !ready.some((one) => this.isInTurn(one) && inOrder(one, port) < 0);
  }

  /** Whether the port comes in this turn of the loop. */
  private isInTurn(port: PortEnd): boolean {
    const { burst } = this;
    if (this.phase !== POLL || burst === null) return true;
    if (port === burst) return !port.isBurstOver;
    return inOrder(port, burst) > 0 && port.madeInTurn !== this.turn;
  }

  private offerBefore(enabled: Strand[]): Offer {
    this.look();
    if (this.phase === CLOSE) offerClosings(this.closingNow, enabled);
    else if (this.phase === CHECK) offerClosings(this.closings, enabled);
    for (const port of this.ready) if (this.isInTurn(port)) enabled.push(port);
    return OPEN;
  }

  private offerAfter(enabled: Strand[]): Offer {
    if (this.phase !== CHECK) offerClosings(this.closings, enabled);
    for (const port of this.ready) if (!this.isInTurn(port)) enabled.push(port);
    enabled.push(...this.told);
    return OPEN;
  }

  private next(): Strand | null {
    const enabled: Strand[] = [];
    this.offerBefore(enabled);
    this.offerAfter(enabled);
    return enabled[0] ?? null;
  }

  /** A port that listens keeps its agent alive. */
  get listens(): boolean {
    for (const port of this.open) if (port.isListening) return true;
    return false;
  }

  private get keepsAlive(): boolean {
    if (this.closings.length > 0 || this.closingNow.length > 0) return true;
    for (const port of this.open) if (port.keepsAlive) return true;
    return false;
  }

  private reset(): void {
    this.ready.length = 0;
    this.told = [];
    this.closings = [];
    this.closingNow = [];
    this.burst = this.newest = null;
    this.phase = CHECK;
    this.turn = 1;
    this.lookedIn = -1;
    this.open.clear();
    this.order.clear();
    if (this.agent.index === 0) this.shared.reset();
  }
}

/** A port that was closed while it delivered has to come to the end of that. */
function offerClosings(closings: readonly Closing[], enabled: Strand[]): void {
  for (const closing of closings) if (!closing.port.isReady) enabled.push(closing);
}

function phaseOf(kind: string | null): number {
  if (kind === null || kind === 'immediate') return CHECK;
  if (kind === 'timer') return TIMERS;
  return kind === 'close' ? CLOSE : POLL;
}
