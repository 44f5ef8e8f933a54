import type { TraceEvent } from '../../src/engine/event';
import { Companions } from '../../src/trace/file/companions';

const at = (step: number, task: string) => ({ step, task, site: -1 });
const fork = (task: string, name: string, agent: number): TraceEvent => ({
  type: 'fork',
  ...at(0, task),
  parent: '0',
  name,
  agent,
});
const message = (type: 'send' | 'deliver', step: number, task: string, number: number): TraceEvent => ({
  type,
  ...at(step, task),
  message: number,
  port: 1,
});
const arrives = (step: number, task: string): TraceEvent => ({
  type: 'step',
  ...at(step, task),
  kind: 'message',
  time: 0,
  options: 1,
  choice: 0,
});

const events: TraceEvent[] = [
  fork('0.1', 'worker a.js', 1),
  fork('0.2', 'worker b.js', 2),
  fork('0.2.1', 'timer', 2),
  message('send', 0, '0', 1),
  message('send', 0, '0', 2),
  arrives(1, '0.1'),
  message('deliver', 1, '0.1', 1),
  arrives(2, '0.2'),
  message('deliver', 2, '0.2', 2),
  { type: 'suspend', ...at(3, '0.2.1') },
];

function kept(position: number): number[] {
  const group: number[] = [];
  new Companions(events).gather(position, new Set(), group);
  return group.sort((one, other) => one - other);
}

it('a message is kept with both its ends, and the step that delivers it', () => {
  expect(kept(3)).toEqual([0, 3, 5, 6]);
  expect(kept(6)).toEqual(kept(3));
  expect(kept(8)).toEqual([1, 4, 7, 8]);
});

it('a task is kept with the first one of its agent, which has the name of the agent', () => {
  expect(kept(9)).toEqual([1, 2, 9]);
});
