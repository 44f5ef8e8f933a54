// What an iteration leaves behind is dead: it never runs in a later iteration, nor outside.

import { deferred } from '../support/deferred';
import { outcomeOf, record, verdictOf } from '../support/iterate';
import { instrumented, instrumentedSource } from '../support/program';

const leaving = (note: (entry: string) => void) => {
  const stuck = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    note('timer');
  };
  stuck();
  setInterval(() => note('interval'), 1);
  setImmediate(() => note('immediate'));
  const late = async () => {
    await null;
    note('late await');
  };
  late();
};

it('timers, immediates, late operations and microtasks of an iteration run in no other', async () => {
  const log: string[] = [];
  const first = instrumented(leaving, { environment: true });
  const iteration = () => first((entry) => log.push(entry));
  expect(await verdictOf(iteration, { late: () => true })).toBe('passed');
  const waiting = instrumented(async () => {
    for (let i = 0; i < 5; i++) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
  expect(await verdictOf(waiting)).toBe('passed');
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(log).toEqual([]);
});

it('a promise of an ended iteration that a later one settles wakes nobody', async () => {
  const log: string[] = [];
  const gate = deferred<void>();
  const wait = instrumented(async (opened: Promise<void>, note: (entry: string) => void) => {
    const waiter = async () => {
      await opened;
      note('awaiting');
    };
    waiter();
    opened.then(() => note('then'));
  });
  expect(await verdictOf(() => wait(gate.promise, (entry) => log.push(entry)))).toBe('passed');
  const open = instrumented(async (settle: () => void) => {
    settle();
    await null;
  });
  expect(await verdictOf(() => open(gate.resolve))).toBe('passed');
  await null;
  expect(log).toEqual([]);
});

it('a timer of an ended iteration can be cleared and refreshed without effect, and clears no timer of the present one', async () => {
  const kept: NodeJS.Timeout[] = [];
  const make = instrumented((keep: (timer: NodeJS.Timeout) => void) => {
    keep(setTimeout(() => {}, 10));
  });
  expect(await verdictOf(() => make((timer) => kept.push(timer)))).toBe('passed');
  const body = instrumented(async (old: NodeJS.Timeout) => {
    let number = 0;
    const fired = new Promise<void>((resolve) => {
      number = Number(setTimeout(() => resolve(), 10));
    });
    clearTimeout(old);
    old.refresh();
    await fired;
    const never = setTimeout(() => {
      throw new Error('was cleared by its number');
    }, 1);
    old.close();
    clearTimeout(Number(never));
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (!(number > 0)) throw new Error('no number');
  });
  const outcome = await outcomeOf(() => body(kept[0] as NodeJS.Timeout));
  expect(outcome).toMatchObject({ failure: null, virtualTime: 30 });
});

it('a failing iteration leaves nothing behind either', async () => {
  const failing = instrumented(async () => {
    setTimeout(() => {
      throw new Error('of the iteration before');
    }, 1);
    queueMicrotask(() => {
      throw new Error('first');
    });
    process.nextTick(() => {});
    await null;
  });
  expect(await verdictOf(failing)).toBe('uncaught-exception: first');
  const { outcome, decisions } = await record(
    instrumented(async () => {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }),
  );
  expect(outcome).toMatchObject({ failure: null, steps: 1, virtualTime: 10 });
  expect(decisions).toEqual([]);
});

it('jobs that were queued outside before an iteration began still run outside', async () => {
  const log: string[] = [];
  const chain = instrumented((note: (entry: string) => void) =>
    Promise.resolve()
      .then(() => note('1'))
      .then(() => note('2')),
  )((entry) => log.push(entry));
  expect(await verdictOf(instrumented(async () => {}))).toBe('passed');
  await chain;
  expect(log).toEqual(['1', '2']);
});

describe('what is left behind for this turn of the event loop', () => {
  /** As a library does that flushes what was scheduled in the next turn, and asks for one turn at a time. */
  const makeLibrary = (turn: string) =>
    instrumentedSource(
      `(() => {
        const queue = [];
        let asked = false;
        const flush = () => {
          const work = queue.shift();
          if (work === undefined) { asked = false; return; }
          work();
          turn(flush);
        };
        const turn = (then) => ${turn};
        return (work) => {
          queue.push(work);
          if (!asked) { asked = true; turn(flush); }
        };
      })()`,
    ) as (work: () => void) => void;

  it.each([
    ['an immediate', 'setImmediate(then)'],
    ['a time-out of 0', 'setTimeout(then, 0)'],
  ])('%s still runs, so that the next iteration finds no library that is stuck', async (_, turn) => {
    const schedule = makeLibrary(turn);
    const body = instrumented(async (later: typeof schedule) => {
      await new Promise<void>((resolve) => later(resolve));
      later(() => {});
      later(() => {});
    });
    expect(await verdictOf(() => body(schedule))).toBe('passed');
    expect(await verdictOf(() => body(schedule))).toBe('passed');
  });

  it('counts for nothing: what throws there fails neither this iteration nor the next', async () => {
    const body = instrumented(async () => {
      setImmediate(() => {
        throw new Error('behind the body');
      });
    });
    expect(await verdictOf(() => body())).toBe('passed');
    expect(await verdictOf(instrumented(async () => {}))).toBe('passed');
  });
});
