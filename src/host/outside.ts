// Whether anything outside is alive: sockets, files, child processes that were started since the exploration began. A deadlock is definite
// only if nothing is.

import { type EventSource, type Offer, OPEN } from '../engine/event-source';

/** Kinds of resources that say nothing about pending completions. */
const QUIET: ReadonlySet<string> = new Set(['Immediate', 'TTYWrap', 'PipeWrap', 'MessagePort']);

/** Requests end by themselves, so they are waited for, whoever made them. */
const REQUEST = /Req(?:Callback|Promise|Wrap)?$|ReqWrap/;

function count(): Map<string, number> {
  const counts = new Map<string, number>();
  const resources = typeof process === 'object' ? (process.getActiveResourcesInfo?.() ?? []) : [];
  for (const resource of resources) if (!QUIET.has(resource)) counts.set(resource, (counts.get(resource) ?? 0) + 1);
  return counts;
}

/** The real resources of the process. What they bring comes as native promises and callbacks, so this source offers nothing itself. */
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
