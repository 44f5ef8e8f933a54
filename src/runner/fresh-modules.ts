// Going on with fresh modules for every schedule: what an exploration does when state is left over in modules from one schedule to the next.

import { Exploration } from './exploration';
import { isolated } from './fresh-check';
import type { ExploreResult } from './result';
import { REPEATED, runSchedules } from './run-schedules';
import { leftOverWarning } from './warnings';

/**
 * What an exploration of the same test with fresh modules comes to, within the same budget. Null if it cannot be had: there are no fresh modules, they alone
 * break the test (set-up that is made once per file), or the test is as little the same with them.
 */
export async function withFreshModules(shared: Exploration): Promise<ExploreResult | null> {
  const { subject, options, budget } = shared;
  const fresh = options.isolate ? null : isolated(subject);
  if (fresh === null) return null;
  const exploration = new Exploration(fresh, { ...options, isolate: true }, budget);
  try {
    await exploration.begin();
    if (exploration.finding !== null) return null;
    const places = await shared.readsDifferently(exploration.events);
    await runSchedules(exploration, 1, REPEATED);
    if (exploration.differs && shared.finding === null) return null;
    await runSchedules(exploration, REPEATED);
    const result = await exploration.conclude();
    return { ...result, warnings: [leftOverWarning(places), ...result.warnings] };
  } finally {
    exploration.leave();
  }
}
