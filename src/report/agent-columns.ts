// Lays a schedule of several agents out in columns, one per agent. Where an agent has several tasks, each line begins with its task. If there
// are more agents than columns fit, it makes a list.

import type { Agents } from './agents';
import { byTask, entriesOf, inColumns, MOST_COLUMNS, roomOf, rowsOf } from './columns';
import type { ScheduleLine } from './schedule';

export interface AgentColumnOptions {
  /** Characters per line. */
  readonly width: number;
  readonly agents: Agents;
  /** A task's id and name. */
  readonly heading: (task: string) => string;
}

/** Characters of a column: its heading names the agent and its file. */
const WIDEST = 40;

/** @param lines kept lines; a number stands for that many lines left out */
export function agentColumns(
  lines: readonly (ScheduleLine | number)[],
  { width, agents, heading }: AgentColumnOptions,
): string[] {
  const tasks = [...new Set(lines.flatMap((line) => (typeof line === 'number' ? [] : [line.task])))].sort(byTask);
  const shown = [...new Set(tasks.map((task) => agents.of(task)))].sort((one, other) => one - other);
  const tasksOf = (agent: number) => tasks.filter((task) => agents.of(task) === agent);
  const named = new Set<string>();
  // The name comes with the first line of a task, its id with each. What arrives says itself what it is.
  const label = ({ task, text }: ScheduleLine): string => {
    if (tasksOf(agents.of(task)).length < 2) return '';
    if (text.startsWith('→')) return `${task}:`;
    const title = named.has(task) ? task : heading(task);
    named.add(task);
    return `${title}:`;
  };
  const entry = entriesOf(lines, label);
  const room = roomOf(width);
  if (shown.length > MOST_COLUMNS) {
    const titles = shown.map((agent) => agents.short(agent));
    const titleWidth = Math.max(...titles.map((title) => title.length)) + 2;
    return rowsOf(
      lines,
      (line) => agents.short(agents.of(line.task)).padEnd(titleWidth) + entry(line, room - titleWidth),
    );
  }
  const headings = shown.map((agent) => {
    const own = tasksOf(agent);
    return own.length === 1 ? `${agents.heading(agent)} (${own[0]})` : agents.heading(agent);
  });
  return inColumns(lines, room, headings, (line) => shown.indexOf(agents.of(line.task)), entry, WIDEST);
}
