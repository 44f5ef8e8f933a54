// The heading of a task in a schedule: its id, and the name of what it runs.

import type { Trace } from '../trace/trace';

/** `0` is the body of the test. Other tasks have the names that their forks gave them. */
export function taskHeading({ events }: Pick<Trace, 'events'>): (task: string) => string {
  const names = new Map(
    events.flatMap((event) =>
      event.type === 'fork' && event.name !== '<anonymous>' ? [[event.task, event.name] as const] : [],
    ),
  );
  return (task) => {
    const name = task === '0' ? 'test' : names.get(task);
    return name ? `${task} ${name}` : task || 'unknown';
  };
}
