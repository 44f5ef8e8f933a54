// Where an agent stands that has stopped in the middle of a step, before an access to shared memory or in a wait.

import type { Agent, Stop } from '../agent';
import { simulation } from '../simulation';
import { siteTable } from '../site-table';
import { Strand } from '../strand';
import { type MemoryTouch, passed, type SharedAccess, touched } from './shared-access';

/** Goes on; with the error, if the access has failed. */
export type GoesOn = (failed?: { readonly error: unknown }) => void;

export class MemoryStop extends Strand implements Stop {
  /** The time-out is what it goes on with. */
  private timesOut = false;
  private readonly resumes: Strand | null;

  constructor(
    readonly access: SharedAccess,
    private readonly agent: Agent,
    /** Runs the code that has stopped. */
    readonly goesOn: GoesOn,
  ) {
    super(agent.current, simulation.generation, access.site);
    this.kind = access.isEnabled === undefined ? 'memory' : 'wait';
    this.resumes = agent.current;
  }

  override get name(): string {
    return siteTable.site(this.site)?.text ?? 'access';
  }

  override get due(): number {
    return this.access.due ?? 0;
  }

  /** What it is about to touch. */
  get touch(): MemoryTouch | null {
    return this.access.touch;
  }

  /** The step that it has stopped is over as far as others can see. */
  begin(): void {
    if (this.sequence !== 0) return;
    this.task = this.resumes?.task ?? this.agent.root.task;
    this.owner = null;
    // Unlike other events it orders nothing: it goes on with what its own agent has begun.
    this.sequence = ++simulation.sequence;
    simulation.notes?.make(this);
  }

  offer(enabled: Strand[]): void {
    const { isEnabled } = this.access;
    if (isEnabled === undefined || isEnabled()) enabled.push(this);
  }

  offerTime(enabled: Strand[]): void {
    const { due, isEnabled } = this.access;
    if (due === undefined || isEnabled?.()) return;
    this.timesOut = true;
    enabled.push(this);
  }

  /** A wait that takes some time at most is over by itself. */
  isSteady(): boolean {
    const { due, isEnabled } = this.access;
    return due === undefined || isEnabled?.() !== false;
  }

  get waitsFor(): string | undefined {
    return this.access.waitsFor?.();
  }

  override fire(): void {
    const { agent, access } = this;
    const { due, isEnabled, touch, site } = access;
    agent.stopped = null;
    this.done = true;
    const timedOut = this.timesOut && !isEnabled?.();
    if (timedOut && due !== undefined && simulation.time < due) simulation.time = due;
    access.begins?.(timedOut);
    if (touch !== null) touched(touch, site);
    agent.current = this.resumes;
    this.goesOn();
  }

  /** Goes on at once, where the agent cannot stop. */
  pass(): void {
    const { agent, access } = this;
    agent.stopped = null;
    agent.current = this.resumes;
    try {
      passOver(access);
    } catch (error) {
      this.goesOn({ error });
      return;
    }
    this.goesOn();
  }
}

/** The access happens at once, where the agent cannot stop. @throws Error if it has to wait */
export function passOver({ isEnabled, touch, site, begins }: SharedAccess): void {
  if (isEnabled !== undefined && !isEnabled()) throw cannotWait(site);
  begins?.(false);
  passed(touch, site);
}

function cannotWait(site: number): Error {
  const { file, line } = siteTable.site(site) ?? {};
  const place = file === undefined ? '' : ` at ${file}:${line}`;
  return new Error(
    `lockstep: Atomics.wait${place} would block in code that cannot be stopped: it was called by a native function, by a class constructor, or by a file ` +
      'that is not compiled in deep mode. Name the files between the test and the wait in the option `deep`, or call it from a function of its own.',
  );
}

/** The running agent stops before `agent.access`. */
export function stopAgent(goesOn: GoesOn): void {
  const { agent } = simulation;
  // What has ended goes on no more.
  if (!agent.isOver) agent.stopped = new MemoryStop(agent.access as SharedAccess, agent, goesOn);
}

/** Runs on what has stopped inside code that cannot: every access on the way is atomic. */
export function passStops(): void {
  const { agent } = simulation;
  const { current } = agent;
  while (agent.stopped instanceof MemoryStop) agent.stopped.pass();
  agent.current = current;
}
