// Recording: every decision once, with its task and site; at a cost that is linear in the length of the schedule.

import { EnabledFingerprint } from '../../src/engine/enabled-fingerprint';
import type { OperationKind } from '../../src/engine/operation';
import { simulation } from '../../src/engine/simulation';
import { siteTable } from '../../src/engine/site-table';
import { Strand } from '../../src/engine/strand';
import { Task } from '../../src/engine/task';
import { runtime } from '../../src/runtime';
import { allLate, record } from '../support/iterate';
import { instrumented } from '../support/program';

const { choose, pause } = runtime.api;

const many = instrumented(
  async (count: number) => {
    const step = async () => {
      await null;
    };
    await Promise.all(Array.from({ length: count }, step));
  },
  { environment: true },
);

/** How often recording looks at a site. */
async function looks(count: number): Promise<number> {
  const key = jest.spyOn(siteTable, 'key');
  const describe = jest.spyOn(siteTable, 'describe');
  await record(() => many(count), { ...allLate, maxSteps: 100_000 });
  const calls = key.mock.calls.length + describe.mock.calls.length;
  key.mockRestore();
  describe.mockRestore();
  return calls;
}

test('the cost of a recorded pick does not grow with the number of pending operations', async () => {
  const few = await looks(200);
  const more = await looks(800);
  expect(few).toBeGreaterThan(200);
  expect(more).toBeLessThan(4.2 * few);
});

test('thousands of late operations run in the order in which they began', async () => {
  const order: number[] = [];
  const body = instrumented(
    async (count: number, log: (n: number) => void) => {
      const step = async (n: number) => {
        await null;
        log(n);
      };
      await Promise.all(Array.from({ length: count }, (_, n) => step(n)));
    },
    { environment: true },
  );
  const late = ({ site = -1 }: { site?: number } = {}) => siteTable.site(site)?.kind === 'a';
  await record(() => body(6000, (n) => order.push(n)), { late: (site) => late({ site }), maxSteps: 100_000 });
  expect(order).toEqual(Array.from({ length: 6000 }, (_, n) => n));
});

describe('a recorded decision', () => {
  const body = instrumented(
    async (wait: typeof pause, draw: typeof choose) => {
      const child = async () => {
        await wait('a');
        return draw(3);
      };
      await Promise.all([child(), child()]);
    },
    { environment: true, file: 'test/recorded.js' },
  );
  const run = () => record(() => body(pause, choose), { late: () => true, choose: () => 1 });

  it('has the task and the site of what it is about, late and value decisions included', async () => {
    const { decisions } = await run();
    const kinds = new Set(decisions.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['choose', 'late', 'pick']);
    for (const { task, site } of decisions) {
      expect(task).toMatch(/^0(?:\.\d+)?$/);
      expect(site).toMatch(/^test\/recorded\.js:\d+:\d+$/);
    }
    expect(decisions.filter(({ kind }) => kind === 'late').map(({ operation }) => operation)).toContain('operation');
    expect(decisions.filter(({ kind }) => kind === 'choose').map(({ task }) => task)).toEqual(['0.1', '0.2']);
  });

  it('is what its event says, and the event names it', async () => {
    const { decisions, outcome } = await run();
    const named = outcome.events.flatMap((event) =>
      'decision' in event && event.decision !== undefined ? [{ event, decision: decisions[event.decision] }] : [],
    );
    expect(named.map(({ event }) => 'decision' in event && event.decision)).toEqual(decisions.map((_, index) => index));
    for (const { event, decision } of named)
      expect({ task: event.task, site: siteTable.describe(event.site) }).toEqual({
        task: decision?.task,
        site: decision?.site,
      });
  });
});

describe('the fingerprint of the enabled operations', () => {
  const root = new Task(0, null, 0, -1, { name: 'body' }, simulation.agent);
  const operation = (number: number, kind: OperationKind = 'await') => {
    const strand = new Strand(null, 1, -1);
    strand.task = new Task(number, root, number, -1, { name: 'task' });
    strand.kind = kind;
    return strand;
  };
  const of = (...operations: Strand[]) => {
    const enabled = new EnabledFingerprint();
    for (const one of operations) enabled.add(one);
    return enabled.of(operations, operations.length);
  };

  it('tells tasks and kinds apart, one operation from two, and late ones from none', () => {
    const prints = [
      of(),
      of(operation(1)),
      of(operation(2)),
      of(operation(1, 'timer')),
      of(operation(1), operation(2)),
    ];
    expect(new Set(prints).size).toBe(prints.length);
    expect(of(operation(1), operation(1))).not.toBe(of());
  });

  it('is that of what is left when operations go, whether they were looked at or not', () => {
    const [a, b, c] = [operation(1), operation(2), operation(3)];
    const enabled = new EnabledFingerprint();
    for (const one of [a, b, c]) enabled.add(one);
    enabled.remove(b);
    expect(enabled.of([a, c], 2)).toBe(of(operation(1), operation(3)));
    enabled.remove(a);
    expect(enabled.of([c], 1)).toBe(of(operation(3)));
  });

  it('forgets an operation that is cancelled before it has a task', () => {
    const enabled = new EnabledFingerprint();
    const cancelled = operation(1);
    const { task } = cancelled;
    cancelled.task = null as unknown as Task;
    enabled.add(cancelled);
    enabled.remove(cancelled);
    cancelled.task = task;
    expect(enabled.of([], 0)).toBe(of());
  });

  it('counts what event sources offer behind the late operations', () => {
    const enabled = new EnabledFingerprint();
    const late = operation(1);
    enabled.add(late);
    const timer = operation(2, 'timer');
    expect(enabled.of([late, timer], 1)).toBe(of(operation(1), operation(2, 'timer')));
    expect(enabled.of([late], 1)).toBe(of(operation(1)));
  });
});
