// Under the model `await` an operation of the environment may complete some microtasks later than at once: as a fake does that awaits so many times
// more. What is compared with is such a fake, run natively.

import { runtime } from '../../src/runtime';
import { outcomeOf, type RunOptions, record, textAt } from '../support/iterate';
import { instrumented } from '../support/program';

const { environment, pause } = runtime.api;

type Log = (entry: string) => void;
type Fake = () => unknown;

/** Ten microtasks, numbered, and an answer somewhere among them. */
const among = async (log: Log, fake: Fake) => {
  const answered = Promise.resolve(fake()).then(
    () => log('answer'),
    () => log('error'),
  );
  for (let turn = 0; turn < 10; turn++) {
    await null;
    log(String(turn));
  }
  await answered;
};
const amongControlled = instrumented(among);

async function controlled(fake: Fake, options: RunOptions): Promise<string[]> {
  const entries: string[] = [];
  const { failure } = await outcomeOf(() => amongControlled((entry) => entries.push(entry), fake), options);
  if (failure !== null) throw failure.error;
  return entries;
}

async function native(fake: Fake): Promise<string[]> {
  const entries: string[] = [];
  await among((entry) => entries.push(entry), fake);
  return entries;
}

const waiting = async (microtasks: number) => {
  for (let left = microtasks; left > 0; left--) await null;
};

const inEnvironment = (fake: Fake) => instrumented(fake, { environment: true });

const FAKES: readonly (readonly [string, Fake, (microtasks: number) => Promise<unknown>])[] = [
  ['the end of an async function', inEnvironment(async () => {}), waiting],
  [
    'the end of one that throws',
    inEnvironment(async () => {
      throw new Error('refused');
    }),
    async (microtasks) => {
      for (let left = microtasks; left > 0; left--) await null;
      throw new Error('refused');
    },
  ],
  ['a promise that is settled at once', inEnvironment(() => new Promise<void>((resolve) => resolve())), waiting],
  ['Promise.resolve', inEnvironment(() => Promise.resolve(1)), waiting],
  ['pause()', () => pause(), waiting],
  ['a function named as environment', environment(() => 1), waiting],
  [
    'a callback on queueMicrotask',
    inEnvironment(() => new Promise<void>((resolve) => queueMicrotask(() => resolve()))),
    (microtasks) => waiting(microtasks + 1),
  ],
  [
    // Two operations: what it yields is awaited.
    'a step of an async generator',
    inEnvironment(() =>
      (async function* () {
        yield 1;
      })().next(),
    ),
    (microtasks) =>
      (async function* () {
        for (let left = 2 * microtasks; left > 0; left--) await null;
        yield 1;
      })().next(),
  ],
];

describe.each(FAKES)('%s', (_name, fake, like) => {
  test.each([1, 2, 3, 4])('completes %i microtasks later, as natively', async (microtasks) => {
    const entries = await controlled(fake, { model: 'await', late: later(microtasks) });
    expect(entries).toEqual(await native(() => like(microtasks)));
  });
});

/** Awaits of `among` itself are no operations of the environment. */
const later = (microtasks: number) => (_site: number, most: number) => most > 0 && microtasks;

test('an await of no promise in environment code goes on so many microtasks later', async () => {
  const fake = inEnvironment(async () => {
    await null;
  });
  const late = (site: number, most: number) => most > 0 && textAt(site) === 'null' && 3;
  expect(await controlled(fake, { model: 'await', late })).toEqual(await native(() => waiting(1 + 3)));
});

const calling = instrumented(async (fake: Fake) => {
  await fake();
});

test('it is one decision, which says how many', async () => {
  const fake = inEnvironment(async () => {});
  const { outcome, decisions } = await record(() => calling(fake), { model: 'await', late: later(3) });
  expect(outcome).toMatchObject({ failure: null, steps: 0 });
  expect(decisions).toMatchObject([
    { kind: 'late', operation: 'completion', options: 6, choice: 4 },
    { kind: 'late', operation: 'await', options: 2, choice: 0 },
  ]);
});

test('the model host knows nothing of it', async () => {
  const fake = inEnvironment(async () => {});
  const { decisions } = await record(() => calling(fake));
  expect(decisions).toMatchObject([{ kind: 'late', options: 2, choice: 0 }]);
  await expect(record(() => calling(fake), { late: () => 1 })).rejects.toThrow(
    "Strategy 'hand-written' answered 1 to late(); it must return true (late) or false (at once).",
  );
});

test.each([5, 0, -1, 1.5, Number.NaN])('%p microtasks are refused', async (microtasks) => {
  const fake = inEnvironment(async () => {});
  await expect(record(() => calling(fake), { model: 'await', late: () => microtasks })).rejects.toThrow(
    `answered ${microtasks} to late(); it must return true (late) or false (at once), or a number of microtasks from 1 to 4.`,
  );
});

test('a rejection that comes later is nobody’s until it has come', async () => {
  const fake = inEnvironment(async () => Promise.reject(new Error('refused')));
  const body = instrumented(async (call: () => Promise<unknown>) => {
    const answer = call();
    for (let turn = 0; turn < 3; turn++) await null;
    return answer.catch(() => 'caught');
  });
  expect(
    (await outcomeOf(() => body(fake as () => Promise<unknown>), { model: 'await', late: later(4) })).failure,
  ).toBeNull();
});

test('an own await is late or at once, and never in between', async () => {
  const most: number[] = [];
  const body = instrumented(async () => {
    await null;
    await Promise.resolve();
  });
  await outcomeOf(() => body(), { model: 'await', late: (_site, microtasks) => most.push(microtasks) < 0 });
  expect(most).toEqual([0, 0]);
  await expect(record(() => body(), { model: 'await', late: () => 1 })).rejects.toThrow('answered 1 to late()');
});
