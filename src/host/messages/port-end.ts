// A port under control: what it receives, and the event in which it delivers its next message.

import { max } from '../../engine/natives';
import { adopt, newGeneration, number } from '../../engine/pending';
import { OUTSIDE, simulation } from '../../engine/simulation';
import { siteTable } from '../../engine/site-table';
import { Strand } from '../../engine/strand';
import { Task } from '../../engine/task';
import { newChannel } from '../channels';
import type { HostAgent } from '../host-agent';
import type { Message, PortData } from './port-data';
import type { Place } from './port-order';

/** Node goes on to the next port when it has delivered so many messages of one, or all that were there. */
const BURST = 1000;

/** What a port is for that the program has not made itself: one between a worker and its parent. */
export interface PortRole {
  /** The agent whose messages it brings, or what stands for it. */
  readonly from: () => string;
  /** Whether anybody waits for them. */
  readonly isAwaited: () => boolean;
}

/** How a port calls its listeners: a MessagePort and a BroadcastChannel differ. */
export interface Face {
  /** What reports call it. */
  name(port: PortEnd): string;
  /** The event of a message. */
  message(port: PortEnd, message: Message): void;
  /** What is received becomes that of another realm. */
  adopt?(value: unknown): unknown;
  /** The event after its end. */
  closed(port: PortEnd): void;
}

export class PortEnd extends Strand {
  /** The object that the program has. */
  face: object = null as unknown as object;
  /** Null once it is closed, or transferred. */
  data: PortData | null;
  /** Number among all ports of the iteration, from 1. */
  readonly number: number;
  isReceiving = false;
  isReferenced = false;
  isClosing = false;
  untransferable = false;
  /** Site of the call that has made it, in a recorded run; -1 unknown. */
  madeAt = -1;
  /** What a broadcast channel is called. */
  label = '';
  role: PortRole | null = null;
  /** It was closed while it delivered: what there is of the burst still comes. */
  private finishesBurst = false;
  private isDelivering = false;
  /** Where libuv looks at it, among the ports of its agent. */
  position: Place = null as unknown as Place;
  /** The turn of the loop in which it was made, and is not looked at; 0: it was not made by a message. */
  madeInTurn = 0;
  /** The step in which it was told that the other end is closed. */
  toldIn = -1;
  /** The ports of the message that is being delivered. */
  received: readonly object[] = [];
  /** Messages of the burst that is being delivered. */
  private delivered = 0;
  private limit = BURST;
  /** It is among those that may deliver a message now. */
  isReady = false;

  constructor(
    data: PortData,
    public agent: HostAgent,
    readonly kindOfFace: Face,
  ) {
    super(agent.current, newGeneration(), simulation.agent.site);
    this.kind = 'message';
    this.data = data;
    this.number = agent.messages.shared.nextPort();
    this.channel = newChannel();
    data.port = this;
  }

  declare channel: number;

  override get name(): string {
    return 'message';
  }

  /** It delivers nothing more. */
  override get isOver(): boolean {
    return this.data === null;
  }

  /** It may still send and receive. */
  get isOpen(): boolean {
    return this.data !== null && !this.isClosing && this.isOfNow && !this.agent.isOver;
  }

  /** It lives in the iteration that runs. */
  private get isOfNow(): boolean {
    return simulation.mode !== OUTSIDE && this.generation === simulation.generation;
  }

  /** Something has come, or the port has begun or stopped to receive. */
  changed(): void {
    const { data } = this;
    if (data === null || !this.isOfNow) return;
    const { first } = data;
    const { messages } = this.agent;
    simulation.rouse(this.agent);
    if (first?.id === 0 && !this.isClosing) {
      if (!this.isInBurst) messages.tell(this);
      else if (!this.isDelivering) this.hear();
    }
    const delivers = this.isReceiving && (!this.isClosing || (this.finishesBurst && !this.isBurstOver));
    const ready = first !== undefined && first.id !== 0 && delivers;
    if (ready === this.isReady) return;
    if (ready) this.comeNext(first);
    this.isReady = ready;
    if (ready) messages.add(this);
    else messages.remove(this);
  }

  /** It has heard that the other end is closed, and closes. */
  hear(): void {
    this.isClosing = true;
    this.agent.messages.close(this);
  }

  /** The message is the next one that it delivers. */
  private comeNext({ site }: Message): void {
    this.site = site;
    this.since = simulation.time;
    if (this.task === null) this.enter();
    number(this);
  }

  /** Its task is decided: all its messages are one task, which goes on where the port was made. */
  private enter(): void {
    const { agent } = this;
    if (agent === simulation.agent) {
      adopt(this);
      return;
    }
    const parent = agent.root.task;
    this.owner = null;
    this.task = new Task(simulation.tasks++, parent, ++parent.forks, this.site, this, agent);
    this.task.carrier = this;
    simulation.recorder?.forked(this.task);
  }

  private get isInBurst(): boolean {
    return this.agent.messages.burst === this;
  }

  /** Whether it has delivered as many messages in a row as Node lets it. */
  get isBurstOver(): boolean {
    return this.delivered >= this.limit;
  }

  start(): void {
    if (!this.isOpen) return;
    this.isReceiving = true;
    this.changed();
  }

  stop(): void {
    this.isReceiving = false;
    this.changed();
  }

  /** The controller has chosen its first message. */
  override fire(): void {
    const data = this.data as PortData;
    const { messages } = this.agent;
    if (!this.isInBurst) {
      this.delivered = 0;
      this.limit = max(data.length, BURST);
      messages.begin(this);
    }
    this.delivered++;
    const message = data.shift() as Message;
    this.isReady = false;
    messages.remove(this);
    simulation.recorder?.message('deliver', message.id, this.number, message.sentAt);
    this.isDelivering = true;
    this.kindOfFace.message(this, message);
    this.isDelivering = false;
    this.changed();
  }

  /** Takes the first message, if there is one: `receiveMessageOnPort`. */
  take(): Message | undefined {
    const { data } = this;
    if (data === null || !this.isOfNow) return undefined;
    const { first } = data;
    if (first === undefined) return undefined;
    if (first.id === 0) {
      if (!this.isClosing) this.hear();
      return undefined;
    }
    data.shift();
    if (this.isReady) {
      this.isReady = false;
      this.agent.messages.remove(this);
    }
    // That the other end is closed, Node learns when it polls, or when something comes: not by what is asked for.
    if (data.first?.id !== 0 || this.agent.messages.isRecent(data.closedIn)) this.changed();
    simulation.recorder?.message('deliver', first.id, this.number, first.sentAt);
    return first;
  }

  close(): void {
    if (!this.isOpen) return;
    this.isClosing = true;
    this.finishesBurst = this.isInBurst;
    this.agent.messages.close(this);
    this.changed();
  }

  /** What it receives goes elsewhere. @param closes the port itself is closed: it was put into a message */
  detach(closes = true): PortData {
    const data = this.data as PortData;
    if (this.isReady) this.agent.messages.remove(this);
    this.isReady = false;
    this.isClosing = true;
    this.data = data.port = null;
    if (closes) this.agent.messages.close(this);
    else this.agent.messages.forget(this);
    return data;
  }

  /** It is closed now. */
  end(): void {
    const { data } = this;
    if (this.isReady) this.agent.messages.remove(this);
    this.isReady = false;
    this.data = null;
    this.done = true;
    if (data !== null) {
      data.port = null;
      data.disentangle();
    }
    this.kindOfFace.closed(this);
  }

  /** It belongs to another agent from now on. */
  moveTo(agent: HostAgent): void {
    this.agent.messages.forget(this);
    this.agent = agent;
    // Its task is one of that agent.
    this.owner = null;
    agent.messages.opened(this);
    this.changed();
  }

  /** Takes it out of its group at once. */
  leave(): void {
    const { data } = this;
    data?.group.delete(data);
  }

  /** It waits for messages. */
  get isListening(): boolean {
    const isAwaited = this.role === null ? this.isReferenced : this.role.isAwaited();
    return this.isReceiving && this.isOpen && isAwaited;
  }

  /** What reports of deadlocks say of it. */
  describe(): string {
    const { madeAt, kindOfFace, role, agent } = this;
    if (role !== null) return `${agent.label} waits for a message of ${role.from()}`;
    const site = siteTable.site(madeAt);
    const place = site === null || site === undefined ? '' : ` made at ${site.file}:${site.line}:${site.column + 1}`;
    const waits = `${kindOfFace.name(this)}${place} waits for a message`;
    return simulation.agentsMade > 1 ? `${agent.label}: ${waits}; ${this.describeOthers()}` : waits;
  }

  /** Who could send what it waits for. */
  private describeOthers(): string {
    const { data, label } = this;
    const others = [...(data?.group ?? [])].filter((one) => one !== data);
    const isBroadcast = label !== '' || (data !== null && !data.isTold);
    if (others.length === 0) return isBroadcast ? 'no other channel of that name is open' : 'the other end is closed';
    const holders = others.map(({ port }) =>
      port === null
        ? 'in a message that was not received'
        : `with ${port.agent.label}${port.agent.isOver ? ', which has ended' : ''}`,
    );
    const known = [...new Set(holders)].join(' and ');
    return isBroadcast ? `the other channels of that name are ${known}` : `the other end is ${known}`;
  }

  /** Its agent does not end while messages may come. */
  get keepsAlive(): boolean {
    return this.isReferenced && !this.isOver;
  }
}
