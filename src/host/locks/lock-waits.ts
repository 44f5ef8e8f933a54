// Who waits for which lock and who holds it, in words, for reports of deadlocks.

import { simulation } from '../../engine/simulation';
import { siteTable } from '../../engine/site-table';
import type { LockRequest } from './lock-table';

export interface BlockedRequest {
  readonly waiter: LockRequest;
  /** Those that hold what it asks for. */
  readonly holders: readonly LockRequest[];
}

/** `the lock "a" is held by task 0.1, which asked for it at src/a.ts:3; task 0.2 waits for it, asked for at src/a.ts:7`. */
export function describeWait(waiter: LockRequest, holders: readonly LockRequest[]): string {
  const held = holders.map((holder) => `${who(holder)}${at(holder, ', which asked for it')}`).join(' and by ');
  return `the lock ${JSON.stringify(waiter.name)} is held by ${held}; ${who(waiter)} waits for it${at(waiter, ', asked for')}`;
}

/** The tasks that wait for each other's locks in a ring: a line, or none. */
export function describeRing(blocked: readonly BlockedRequest[]): readonly string[] {
  // Exact only where what runs under a lock is known: then who asks from there waits for what the ring holds.
  const next = (one: BlockedRequest) =>
    blocked.find(({ waiter }) => waiter.strand !== null && one.holders.some(({ inside }) => inside === waiter.strand));
  for (const start of blocked) {
    const ring = [start];
    for (let one = next(start); one !== undefined; one = next(one)) {
      if (one === start)
        return [
          `${ring.map(({ waiter }) => who(waiter)).join(' and ')} wait for each other's locks: none of them can go on`,
        ];
      if (ring.includes(one)) break;
      ring.push(one);
    }
  }
  return [];
}

/** `task 0.1`; with several agents, whose it is. */
function who({ agent, strand, inside }: LockRequest): string {
  const task = (inside ?? strand)?.task?.id;
  if (task === undefined) return agent.label;
  return simulation.agentsMade > 1 ? `task ${task} of ${agent.label}` : `task ${task}`;
}

function at({ askedAt }: LockRequest, what: string): string {
  const { file, line } = siteTable.site(askedAt) ?? {};
  return file === undefined || file === '' ? '' : `${what} at ${file}:${line}`;
}
