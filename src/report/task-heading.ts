// How a task is headed in a schedule: its id and the name of what it runs.

import type { Trace } from '../trace/trace';

/** `0` is the test's body; others have the names with which they were forked. */
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
