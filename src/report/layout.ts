// Lays the lines of a schedule out: a column for each task or, where there are several agents, for each agent.

import type { Trace } from '../trace/trace';
import { agentColumns } from './agent-columns';
import { Agents } from './agents';
import { columns } from './columns';
import type { ScheduleLine } from './schedule';
import { taskHeading } from './task-heading';

/**
 * @param lines kept lines; a number stands for that many lines left out
 * @param width characters per line
 */
export function layout(
  lines: readonly (ScheduleLine | number)[],
  trace: Pick<Trace, 'events'>,
  width: number,
): string[] {
  const agents = new Agents(trace);
  const heading = taskHeading(trace);
  return agents.areSeveral ? agentColumns(lines, { width, agents, heading }) : columns(lines, { width, heading });
}
