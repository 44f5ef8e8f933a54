// Why tasks wait for ever: who should have ended the wait, told from real deadlocks.

import { describeFinding } from '../../src/report/finding-report';
import { renderReport } from '../../src/report/text';
import { runtime } from '../../src/runtime';
import { instrumented } from '../support/program';

async function deadlockOf(body: () => Promise<unknown>) {
  const { finding } = await runtime.api.explore(body, { seed: 1 });
  expect(finding?.trace.failure?.kind).toBe('deadlock');
  if (finding === null) throw new Error('not found');
  return finding;
}

async function wakesOf(body: () => Promise<unknown>): Promise<readonly string[]> {
  const finding = await deadlockOf(body);
  return describeFinding({ finding, tracePath: null }).wakes;
}

const twoLocks = instrumented(
  async () => {
    class Lock {
      held = false;
      waiting: (() => void)[] = [];
      async take() {
        while (this.held) await new Promise<void>((resolve) => this.waiting.push(resolve));
        this.held = true;
      }
      give() {
        this.held = false;
        this.waiting.shift()?.();
      }
    }
    const [one, other] = [new Lock(), new Lock()];
    const both = async (first: Lock, second: Lock) => {
      await null;
      await first.take();
      await null;
      await second.take();
      second.give();
      first.give();
    };
    await Promise.all([both(one, other), both(other, one)]);
  },
  { environment: true },
);

const lostWakeUp = instrumented(
  async () => {
    let wake = () => {};
    const open = async () => {
      await null;
      wake();
    };
    const query = async () => {
      await null;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    };
    await Promise.all([query(), open()]);
  },
  { environment: true },
);

const itself = instrumented(
  async () => {
    let tail: Promise<unknown> = Promise.resolve();
    let isStale = false;
    const run = (work: () => Promise<unknown>): Promise<unknown> => {
      const done = tail.then(work);
      tail = done.catch(() => {});
      return done;
    };
    const expire = async () => {
      await null;
      isStale = true;
    };
    const request = () =>
      run(async () => {
        await null;
        if (isStale) await run(async () => 'refreshed');
      });
    await Promise.all([request(), expire()]);
  },
  { environment: true },
);

describe('a deadlock names', () => {
  it('the ring of tasks that wait for each other', async () => {
    const [cycle, ...others] = await wakesOf(twoLocks);
    expect(cycle).toBe('Cycle: task 0.1 waits for task 0.2, task 0.2 waits for task 0.1: none of them can go on.');
    expect(others).toContainEqual(
      expect.stringMatching(
        /^Never woken: task 0\.1 .*had read `this\.held` \(true\), which task 0\.2 wrote .*waits itself\.$/,
      ),
    );
  });

  it('a wake-up that came before the wait', async () => {
    const [wake] = await wakesOf(lostWakeUp);
    expect(wake).toMatch(/^Lost wake-up: task 0\.1 \(query\) waits .* task 0\.2 wakes it .*the wake-up was lost\.$/);
  });

  it('a task that waits for itself', async () => {
    expect(await wakesOf(itself)).toEqual([expect.stringMatching(/^Waits for itself: task 0\.\d waits for itself/)]);
  });
});

it('no race is named beside it, and the schedule shows the waits that never end', async () => {
  const finding = await deadlockOf(lostWakeUp);
  const text = renderReport({ finding, tracePath: null, sources: () => null });
  expect(text).not.toMatch(/^Race:/m);
  expect(text).toContain('waits for ever for new Promise');
  expect(text).toContain('wakes another, or nobody:');
});
