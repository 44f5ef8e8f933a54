// The recorder inside an iteration: a sync point before each operation, exact intervals, and nothing that is not under control.

import type { History } from '../../../src/checkers';
import { HistoryRecorder, models } from '../../../src/checkers';
import { runtime } from '../../../src/runtime';
import { allLate, outcomeOf } from '../../support/iterate';
import { instrumented } from '../../support/program';
import { wingGong } from '../reference/wing-gong';

const { explore } = runtime.api;

/** `p0 write 1 (0..3)` */
function lines(history: History): string[] {
  return history.operations.map(
    ({ process, f, input, output, outcome, call, return: end }) =>
      `${process} ${f} ${input ?? output} ${outcome} (${call}..${end})`,
  );
}

/** Two clients of a counter that can lose an update. */
const counter = async (recorder: HistoryRecorder, done: () => void) => {
  let value = 0;
  const increment = async () => {
    const before = value;
    await null;
    value = before + 1;
    return value;
  };
  await Promise.all([
    recorder.op('a', 'incrementAndGet', undefined, increment),
    recorder.op('b', 'incrementAndGet', undefined, increment),
  ]);
  done();
};

const program = instrumented(counter, { environment: true });
const quick = { timeBudget: 0, iterations: 200, seed: 3 };

async function histories(options: object = quick): Promise<{ seen: string[]; uncontrolled: unknown; passed: boolean }> {
  const seen: string[] = [];
  const result = await explore(() => {
    const recorder = new HistoryRecorder();
    return program(recorder, () => seen.push(lines(recorder.history()).join(', ')));
  }, options);
  return { seen, uncontrolled: result.uncontrolled, passed: result.passed };
}

it('every order of starts and every overlap is tried, and intervals are exact', async () => {
  const { seen, passed } = await histories();
  expect(passed).toBe(true);
  const distinct = [...new Set(seen)].sort();
  expect(distinct).toEqual([
    'a incrementAndGet 1 ok (0..1), b incrementAndGet 2 ok (2..3)',
    'a incrementAndGet 1 ok (0..2), b incrementAndGet 1 ok (1..3)',
    'a incrementAndGet 1 ok (0..2), b incrementAndGet 2 ok (1..3)',
    'a incrementAndGet 1 ok (0..3), b incrementAndGet 1 ok (1..2)',
    'a incrementAndGet 1 ok (0..3), b incrementAndGet 2 ok (1..2)',
    'b incrementAndGet 1 ok (0..1), a incrementAndGet 2 ok (2..3)',
    'b incrementAndGet 1 ok (0..2), a incrementAndGet 1 ok (1..3)',
    'b incrementAndGet 1 ok (0..2), a incrementAndGet 2 ok (1..3)',
    'b incrementAndGet 1 ok (0..3), a incrementAndGet 1 ok (1..2)',
    'b incrementAndGet 1 ok (0..3), a incrementAndGet 2 ok (1..2)',
  ]);
});

it('a history in which an update is lost is not linearizable, and it is found', async () => {
  const verdicts = new Map<string, boolean>();
  await explore(() => {
    const recorder = new HistoryRecorder();
    return program(recorder, () => {
      const { operations } = recorder.history();
      const results = operations.map(({ output }) => output).sort();
      verdicts.set(String(results), wingGong(operations, models.counter()));
    });
  }, quick);
  expect([...verdicts].sort()).toEqual([
    ['1,1', false],
    ['1,2', true],
  ]);
});

it('the same seed gives the same histories', async () => {
  expect((await histories()).seen).toEqual((await histories()).seen);
});

it('nothing is uncontrolled', async () => {
  const { uncontrolled } = await histories();
  expect(uncontrolled).toEqual([]);
});

it('an operation has the schedule step in which it was called, and no clock', async () => {
  let history = new HistoryRecorder().history();
  const { events } = await outcomeOf(() => {
    const recorder = new HistoryRecorder();
    return program(recorder, () => {
      history = recorder.history();
    });
  }, allLate);
  const tasks = events.flatMap((event) => (event.type === 'fork' && event.name.startsWith('increm') ? [event] : []));
  expect(tasks.slice(0, 2).map(({ name }) => name)).toEqual(['incrementAndGet of a', 'incrementAndGet of b']);
  const starts = tasks
    .slice(0, 2)
    .map(({ task }) => events.find((event) => event.type === 'step' && event.task === task));
  expect(history.operations.map(({ step }) => step)).toEqual(starts.map((event) => event?.step));
  expect(history.clockAt(0)).toBeUndefined();
});

it('an error rejects under control, and its outcome is unknown', async () => {
  const recorder = new HistoryRecorder();
  const body = instrumented(async (log: HistoryRecorder) => {
    const failing = async () => {
      await null;
      throw new Error('timeout');
    };
    let caught = '';
    await log.op('a', 'write', 1, failing).catch((error) => {
      caught = error.message;
    });
    if (caught !== 'timeout') throw new Error('not thrown on');
    await log.op('b', 'read', undefined, () => 1);
  });
  const { failure, uncontrolled } = await outcomeOf(() => body(recorder));
  expect(failure).toBeNull();
  expect(uncontrolled.size).toBe(0);
  expect(lines(recorder.history())).toEqual(['a write 1 info (0..Infinity)', 'b read 1 ok (2..3)']);
});

it('a process that is taken is refused in every schedule', async () => {
  const body = instrumented(async (log: HistoryRecorder) => {
    const first = log.op('a', 'write', 1, () => null);
    let refused = false;
    await log
      .op('a', 'read', undefined, () => null)
      .catch(() => {
        refused = true;
      });
    await first;
    if (!refused) throw new Error('not refused');
  });
  const { passed, finding } = await explore(() => body(new HistoryRecorder()), quick);
  expect([passed, finding]).toEqual([true, null]);
});

it('an iteration that comes to rest with operations open tells them as blocked', async () => {
  const recorder = new HistoryRecorder();
  const body = instrumented(async (log: HistoryRecorder, rest: () => Promise<void>) => {
    void log.op('a', 'acquire', undefined, () => null);
    void log.op('b', 'acquire', undefined, () => new Promise(() => {}));
    await rest();
  });
  await outcomeOf(() => body(recorder, runtime.api.idle));
  expect(lines(recorder.quiesced()).sort()).toEqual([
    'a acquire null ok (0..1)',
    'b acquire undefined blocked (2..Infinity)',
  ]);
});
