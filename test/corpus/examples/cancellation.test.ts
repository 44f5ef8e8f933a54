// Cancellation against completion: the two arrive in either order, and both act.

import { idle } from 'lockstep';
import { example } from './example';

class Pool {
  free = 1;

  async acquire(): Promise<void> {
    await null;
    this.free--;
  }

  release(): void {
    this.free++;
  }
}

/** A request that a user may cancel at any time. */
async function cancelledRequest(handle: (pool: Pool, signal: AbortSignal) => Promise<void>): Promise<void> {
  const pool = new Pool();
  const controller = new AbortController();
  const request = handle(pool, controller.signal);
  await null;
  controller.abort();
  await request;
  await idle();
  expect({ free: pool.free }).toEqual({ free: 1 });
}

example('pool leak on cancel (cancel between grant and use)', {
  bug: /"free": 0/,
  toy: 69.2,
  failing: () =>
    cancelledRequest(async (pool, signal) => {
      await pool.acquire();
      if (signal.aborted) return;
      pool.release();
    }),
  correct: () =>
    cancelledRequest(async (pool, signal) => {
      await pool.acquire();
      try {
        if (signal.aborted) return;
      } finally {
        pool.release();
      }
    }),
});

/** The user is told what became of the order: what they are told first must be true. */
class Order {
  told: 'done' | 'aborted' | null = null;
  committed = false;
  aborted = false;

  async commit(): Promise<void> {
    this.committed = true;
  }

  /** Commits unless the order was aborted, in one step. */
  async commitUnlessAborted(): Promise<void> {
    if (!this.aborted) this.committed = true;
  }

  tell(outcome: 'done' | 'aborted'): void {
    this.told ??= outcome;
  }
}

async function abortOrder(place: (order: Order) => Promise<void>, abort: (order: Order) => void): Promise<void> {
  const order = new Order();
  const user = async () => {
    await null;
    abort(order);
  };
  await Promise.all([place(order), user()]);
  if (order.told === 'aborted' && order.committed) throw new Error('told aborted, but committed');
}

example('abort race (abort between result and commit)', {
  bug: /told aborted, but committed/,
  toy: 18.6,
  failing: () =>
    abortOrder(
      async (order) => {
        await null;
        if (order.aborted) return order.tell('aborted');
        await null;
        await order.commit();
        order.tell('done');
      },
      (order) => {
        order.aborted = true;
        order.tell('aborted');
      },
    ),
  correct: () =>
    abortOrder(
      async (order) => {
        await null;
        await order.commitUnlessAborted();
        order.tell(order.committed ? 'done' : 'aborted');
      },
      (order) => {
        order.aborted = true;
      },
    ),
});

/** A call that a timer or the answer settles. */
class Call {
  settlements = 0;
  private settled = false;

  async settleLater(): Promise<void> {
    if (this.settled) return;
    await null;
    this.settled = true;
    this.settlements++;
  }

  async settleAtOnce(): Promise<void> {
    if (this.settled) return;
    this.settled = true;
    this.settlements++;
    await null;
  }
}

async function answerOrTimeout(settle: (call: Call) => Promise<void>): Promise<void> {
  const call = new Call();
  setTimeout(() => settle(call), 100);
  const answer = async () => {
    await null;
    await settle(call);
  };
  await answer();
  await new Promise<void>((resolve) => setTimeout(resolve, 200));
  await idle();
  expect({ settlements: call.settlements }).toEqual({ settlements: 1 });
}

example('promise settled twice (timeout against answer, both act)', {
  bug: /"settlements": 2/,
  toy: 36.8,
  failing: () => answerOrTimeout((call) => call.settleLater()),
  correct: () => answerOrTimeout((call) => call.settleAtOnce()),
});
