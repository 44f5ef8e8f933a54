// The messages of an agent: which ports may deliver one, in which order. Undisturbed it is that of Node's event loop: timers, messages, check
// phase, closed ports. A port delivers all that it has; then comes the one that was made next; what comes meanwhile for one that
// had its turn waits for the next turn of the loop.

import { type EventSource, type Offer, OPEN } from '../../engine/event-source';
import { adopt, newGeneration, number } from '../../engine/pending';
import { simulation } from '../../engine/simulation';
import { Strand } from '../../engine/strand';
import type { HostAgent } from '../host-agent';
import { Cloning } from './clone';
import { ListenerErrors } from './listener-errors';
import type { PortData, PortEnd } from './port-end';

/** Phases of the event loop. */
const TIMERS = 0;
const POLL = 1;
const CHECK = 2;
const CLOSE = 3;

/** What is one for all agents. */
export class SharedMessages {
  readonly cloning = new Cloning();
  /** Broadcast channels by name. */
  readonly broadcasts = new Map<string, Set<PortData>>();
  private ports = 0;
  private messages = 0;

  private explorations = 0;
  private readonly listenerErrors = new ListenerErrors();

  /** An exploration begins. */
  begin(): void {
    if (this.explorations++ === 0) this.listenerErrors.begin();
  }

  end(): void {
    if (this.explorations === 0 || --this.explorations !== 0) return;
    this.listenerErrors.end();
    this.cloning.close();
  }

  nextPort(): number {
    return ++this.ports;
  }

  nextMessage(): number {
    return ++this.messages;
  }

  reset(): void {
    this.broadcasts.clear();
    this.ports = this.messages = 0;
  }
}

/** The event after a port was closed. */
class Closing extends Strand {
  constructor(
    private readonly messages: Messages,
    private readonly port: PortEnd,
    /** The other end was closed: Node hears of it when it polls. */
    private readonly isTold: boolean,
  ) {
    super(port.agent.current, newGeneration(), simulation.agent.site);
    this.kind = 'close';
    this.context = port.context;
    if (port.task === null) adopt(this);
    else this.task = port.task;
    number(this);
  }

  override get name(): string {
    return 'port';
  }

  private readonly madeIn = simulation.steps;

  /** The loop has not polled since the other end was closed. */
  get isUnheard(): boolean {
    return this.isTold && this.madeIn === simulation.steps;
  }

  override fire(): void {
    this.messages.closed(this);
    this.done = true;
    this.port.end();
  }
}

export class Messages {
  /** By number. */
  private readonly ready: PortEnd[] = [];
  /** The last one comes first, as libuv has it. */
  private closings: Closing[] = [];
  /** Those of the phase that has begun. */
  private closingNow: Closing[] = [];
  private phase = CHECK;
  /** The port whose messages are being delivered. */
  burst: PortEnd | null = null;
  private readonly open = new Set<PortEnd>();
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
    reset: () => this.reset(),
    keepsAlive: () => this.keepsAlive,
    alive: () => false,
  };

  /** What comes behind it. */
  readonly after: EventSource = {
    offer: (enabled) => this.offerAfter(enabled),
    reset: () => {},
    alive: () => false,
  };

  private activate(): void {
    const { sources } = this.agent;
    sources.activate(this.before);
    sources.activate(this.after);
  }

  /** There is a new port. */
  opened(port: PortEnd): void {
    this.open.add(port);
    this.activate();
  }

  /** The port belongs to another agent. */
  forget(port: PortEnd): void {
    this.open.delete(port);
    if (port.isReady) this.remove(port);
    port.isReady = false;
  }

  add(port: PortEnd): void {
    const { ready } = this;
    let i = ready.length;
    while (i > 0 && (ready[i - 1] as PortEnd).number > port.number) i--;
    ready.splice(i, 0, port);
  }

  remove(port: PortEnd): void {
    const index = this.ready.indexOf(port);
    if (index >= 0) this.ready.splice(index, 1);
  }

  /** A port begins to deliver what it has. */
  begin(port: PortEnd): void {
    this.burst = port;
  }

  /** The event after the port's end will come. */
  close(port: PortEnd, isTold: boolean): void {
    if (!this.open.delete(port)) return;
    this.closings.unshift(new Closing(this, port, isTold));
    this.activate();
  }

  closed(closing: Closing): void {
    if (this.phase !== CLOSE) {
      this.closingNow = this.phase === CHECK ? this.closings.filter(({ isUnheard }) => !isUnheard) : this.closings;
      this.closings = this.closings.filter((one) => !this.closingNow.includes(one));
    }
    this.phase = CLOSE;
    this.closings = this.closings.filter((one) => one !== closing);
    this.closingNow = this.closingNow.filter((one) => one !== closing);
  }

  /** In which phase the agent's last step was. */
  private look(): void {
    if (simulation.agent === this.agent) this.phase = phaseOf(simulation.stepKind);
    if (this.phase !== POLL) this.burst = null;
    if (this.phase !== CLOSE && this.closingNow.length > 0) {
      this.closings.push(...this.closingNow);
      this.closingNow = [];
    }
  }

  /** Whether the port comes in this turn of the loop. */
  private isInTurn(port: PortEnd): boolean {
    const { burst } = this;
    if (this.phase !== POLL || burst === null) return true;
    return port === burst ? !port.isBurstOver : port.number > burst.number;
  }

  private offerBefore(enabled: Strand[]): Offer {
    this.look();
    if (this.phase === CLOSE) enabled.push(...this.closingNow);
    else if (this.phase === CHECK) for (const one of this.closings) if (!one.isUnheard) enabled.push(one);
    for (const port of this.ready) if (this.isInTurn(port)) enabled.push(port);
    return OPEN;
  }

  private offerAfter(enabled: Strand[]): Offer {
    for (const one of this.closings) if (this.phase !== CHECK || one.isUnheard) enabled.push(one);
    for (const port of this.ready) if (!this.isInTurn(port)) enabled.push(port);
    return OPEN;
  }

  private next(): Strand | null {
    const enabled: Strand[] = [];
    this.offerBefore(enabled);
    this.offerAfter(enabled);
    return enabled[0] ?? null;
  }

  private get keepsAlive(): boolean {
    if (this.closings.length > 0 || this.closingNow.length > 0) return true;
    for (const port of this.open) if (port.keepsAlive) return true;
    return false;
  }

  private reset(): void {
    this.ready.length = 0;
    this.closings = [];
    this.closingNow = [];
    this.burst = null;
    this.phase = CHECK;
    this.open.clear();
    if (this.agent.index === 0) this.shared.reset();
  }
}

function phaseOf(kind: string | null): number {
  if (kind === null || kind === 'immediate') return CHECK;
  if (kind === 'timer') return TIMERS;
  return kind === 'close' ? CLOSE : POLL;
}
