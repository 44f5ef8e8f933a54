// What an iteration has made in Node, and what that has made in turn, each with the site where it was begun. So reports can name the call behind
// whatever comes, however far behind it is.

import { executionAsyncId } from 'node:async_hooks';
import { RUNNING, simulation } from '../engine/simulation';
import { callHere } from './native-call';

/** Sites of what is still there from other iterations. */
type Elsewhere = (id: number) => number | undefined;

export class NativeLineage {
  private readonly sites = new Map<number, number>();
  /** The site of the call behind what has come last. */
  cause = -1;
  /** The step behind which it has come. */
  private cameIn = -1;

  constructor(private readonly elsewhere: Elsewhere) {}

  clear(): void {
    if (this.sites.size !== 0) this.sites.clear();
    this.cameIn = -1;
  }

  add(id: number, site: number): void {
    this.sites.set(id, site);
  }

  has(id: number): boolean {
    return this.sites.has(id) || this.elsewhere(id) !== undefined;
  }

  /** Whether the code that runs goes back to code under control, or is called by code under control. */
  get isRunning(): boolean {
    return simulation.mode === RUNNING || this.has(executionAsyncId());
  }

  siteOf(id: number): number | undefined {
    return this.sites.get(id) ?? this.elsewhere(id);
  }

  /** Something real has come that was begun at a site. */
  came(site: number): void {
    this.cause = site;
    this.cameIn = simulation.steps;
  }

  /**
   * Where that was begun which is being made now.
   * @param isWork only then the stack is asked, which takes time
   */
  origin(type: string, trigger: number, isWork: boolean): number {
    const near = simulation.mode === RUNNING ? siteNow() : this.inherited(trigger);
    return isWork ? callHere(type, null, near) : near;
  }

  /** Where that comes from which native code makes by itself. */
  private inherited(trigger: number): number {
    const known = this.siteOf(executionAsyncId());
    // Code that goes on behind a promise goes on because of what has come in the same turn of the event loop.
    if ((known === undefined || known >= -1) && this.cameIn === simulation.steps) return this.cause;
    return known ?? this.siteOf(trigger) ?? -1;
  }
}

/** The site that the running code has reached last. */
export function siteNow(): number {
  const { agent } = simulation;
  return agent.current?.site ?? agent.site;
}
