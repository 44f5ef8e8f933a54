// Whether something outside the controller is alive: sockets, files, child processes started since the exploration began. Before a
// deadlock is called definite, this must be empty.

import { type EventSource, type Offer, OPEN } from '../engine/event-source';

/** Kinds of resources that say nothing about pending completions. */
const QUIET: ReadonlySet<string> = new Set(['Immediate', 'TTYWrap', 'PipeWrap', 'MessagePort']);

/** Requests come to an end by themselves: whoever made them, they are waited for. */
const REQUEST = /Req(?:Callback|Promise|Wrap)?$|ReqWrap/;

function count(): Map<string, number> {
  const counts = new Map<string, number>();
  const resources = typeof process === 'object' ? (process.getActiveResourcesInfo?.() ?? []) : [];
  for (const resource of resources) if (!QUIET.has(resource)) counts.set(resource, (counts.get(resource) ?? 0) + 1);
  return counts;
}

/** The real resources of the process. What they bring arrives by native promises and callbacks: it offers nothing itself. */
export class Outside implements EventSource {
  private baseline = new Map<string, number>();

  /** An exploration begins: what is alive now is not its own. */
  note(): void {
    this.baseline = count();
  }

  offer(): Offer {
    return OPEN;
  }

  reset(): void {}

  alive(): boolean {
    for (const [resource, number] of count())
      if (REQUEST.test(resource) || number > (this.baseline.get(resource) ?? 0)) return true;
    return false;
  }
}
