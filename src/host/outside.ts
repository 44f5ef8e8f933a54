// Whether something outside the controller is alive: sockets, files, child processes started since the exploration began. Before a
// deadlock is called definite, this must be empty.

let baseline = new Map<string, number>();

/** Kinds of resources that say nothing about pending completions. */
const QUIET = new Set(['Immediate', 'TTYWrap', 'PipeWrap', 'MessagePort']);

function count(): Map<string, number> {
  const counts = new Map<string, number>();
  const resources = typeof process === 'object' ? (process.getActiveResourcesInfo?.() ?? []) : [];
  for (const resource of resources) if (!QUIET.has(resource)) counts.set(resource, (counts.get(resource) ?? 0) + 1);
  return counts;
}

/** An exploration begins: what is alive now is not its own. */
export function noteOutside(): void {
  baseline = count();
}

/** Requests come to an end by themselves: whoever made them, they are waited for. */
const REQUEST = /Req(?:Callback|Promise|Wrap)?$|ReqWrap/;

export function outsideAlive(): boolean {
  for (const [resource, number] of count())
    if (REQUEST.test(resource) || number > (baseline.get(resource) ?? 0)) return true;
  return false;
}
