// `Atomics.wait`, `notify` and `waitAsync`: agents block in the middle of a step, on virtual time.

import { runtime } from '../../../src/runtime';
import { spawnAgent } from '../../support/agents';
import { outcomeOf, verdictOf } from '../../support/iterate';
import { instrumentedSource } from '../../support/program';

/** The body, as deep code calls it. */
function entered(body: (...args: never[]) => unknown, ...args: unknown[]): () => unknown {
  return runtime.twin(
    () => (body as (...args: unknown[]) => unknown)(...args),
    function* () {
      const made = runtime.into(undefined, body, args, 'body');
      return runtime.d.in ? yield* made as Generator<unknown, unknown, unknown> : made;
    },
  );
}

type Body = (spawn: typeof spawnAgent, log: (entry: unknown) => void) => Promise<void>;

/** The body gets `v` (Int32Array) and `w` (BigInt64Array) over shared memory. */
const program = (code: string): Body =>
  instrumentedSource(`async (spawn, log) => {
    const v = new Int32Array(new SharedArrayBuffer(8));
    const w = new BigInt64Array(new SharedArrayBuffer(8));
    ${code}
  }`) as Body;

async function logOf(code: string): Promise<unknown[]> {
  const entries: unknown[] = [];
  const body = program(code);
  const { failure } = await outcomeOf(entered(body, spawnAgent, (entry: unknown) => entries.push(entry)));
  if (failure !== null) throw failure.error;
  return entries;
}

test('the answers of wait', async () => {
  expect(
    await logOf(`
      log(Atomics.wait(v, 0, 1));
      log(Atomics.wait(v, 0, 0, 0));
      const before = Date.now();
      log(Atomics.wait(v, 0, 0, 1000));
      log(Date.now() - before);
      log(Atomics.wait(w, 0, 0n, 10));
      spawn('wakes', () => log(Atomics.notify(v, 0)));
      log(Atomics.wait(v, 0, 0));
    `),
  ).toEqual(['not-equal', 'timed-out', 'timed-out', 1000, 'timed-out', 1, 'ok']);
});

test('who has waited for longest goes on first', async () => {
  expect(
    await logOf(`
      for (const name of ['a', 'b', 'c']) spawn(name, () => { Atomics.wait(v, 0, 0); log(name); });
      await new Promise((resolve) => setTimeout(resolve, 1));
      spawn('wakes', () => {
        log(Atomics.notify(v, 0, 2));
        log(Atomics.notify(v, 1));
      });
      await new Promise((resolve) => setTimeout(resolve, 5));
      log(Atomics.notify(v, 0, 5));
      await new Promise((resolve) => setTimeout(resolve, 5));
    `),
  ).toEqual([2, 0, 'a', 'b', 1, 'c']);
});

test('waitAsync', async () => {
  expect(
    await logOf(`
      log(Atomics.waitAsync(v, 0, 1).value);
      log(Atomics.waitAsync(v, 0, 0, 0).value);
      const late = Atomics.waitAsync(v, 0, 0, 20);
      log(late.async);
      log(await late.value);
      const { value } = Atomics.waitAsync(v, 0, 0, 20);
      spawn('wakes', () => log(Atomics.notify(v, 0)));
      log(await value);
      const own = Atomics.waitAsync(v, 0, 0).value;
      log(Atomics.notify(v, 0));
      log(await own);
    `),
  ).toEqual(['not-equal', 'timed-out', true, 'timed-out', 1, 'ok', 1, 'ok']);
});

test('the time-out of one agent and the timer of another are a choice', async () => {
  const body = program(`
    spawn('waits', () => log(Atomics.wait(v, 0, 0, 5)));
    await new Promise((resolve) => setTimeout(resolve, 4));
    Atomics.notify(v, 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
  `);
  const answers = new Set<unknown>();
  await runtime.api.explore(
    entered(body, spawnAgent, (answer: unknown) => answers.add(answer)),
    { iterations: 100, latent: 'off' },
  );
  expect([...answers].sort()).toEqual(['ok', 'timed-out']);
});

test.each([0, 1, 2, 3])(
  'who was notified goes on beside one that looks again and again, %i steps later',
  async (later) => {
    const body = program(`
    let over = false;
    spawn('waits', () => { Atomics.wait(v, 0, 0); over = true; });
    while (Atomics.notify(v, 0) === 0);
    for (let i = 0; i < ${later}; i++) Atomics.load(w, 0);
    while (!over) Atomics.wait(w, 0, 0n, 1);
  `);
    expect(
      await verdictOf(
        entered(body, spawnAgent, () => {}),
        { maxSteps: 200 },
      ),
    ).toBe('passed');
  },
);

test('a deadlock says who waits for what, and where', async () => {
  const body = program(`
    spawn('worker', () => Atomics.wait(v, 1, 0));
    Atomics.wait(w, 0, 0n);
  `);
  expect(await verdictOf(entered(body, spawnAgent, () => {}))).toMatch(
    /^deadlock: Deadlock: nothing can run any more, and the test body still waits\.\nmain, task 0, waits for a notification of `w\[0\]` \(byte 0 of shared buffer \d\) at program-\d+\.js:\d+, which is 0\nagent 1 \(worker\), task 0\.1, waits for a notification of `v\[1\]` \(byte 4 of shared buffer \d\) at program-\d+\.js:\d+, which is 0$/,
  );
});

test('elements that share a word are places of their own, with what is read there', async () => {
  const body = program(`
    spawn('worker', () => Atomics.store(v, 1, 7));
    await new Promise((resolve) => setTimeout(resolve, 1));
    log(Atomics.load(v, 0) + v[1]);
  `);
  const { events } = await outcomeOf(entered(body, spawnAgent, () => {}));
  const accesses = events.flatMap((event) =>
    event.type === 'access' && event.key.startsWith('byte ') ? [[event.name, event.key, event.write, event.value]] : [],
  );
  expect(accesses).toEqual([
    ['v[1]', 'byte 4', true, ''],
    ['v[0]', 'byte 0', false, '0'],
    ['v[1]', 'byte 4', false, '7'],
  ]);
});

test('a deadlock says who has written last where somebody waits', async () => {
  const body = program(`
    spawn('worker', () => Atomics.store(v, 0, 3));
    await new Promise((resolve) => setTimeout(resolve, 1));
    Atomics.wait(v, 0, 3);
  `);
  expect(await verdictOf(entered(body, spawnAgent, () => {}))).toMatch(
    /^main, task 0, waits for a notification of `v\[0\]` \(byte 0 of shared buffer \d\) at program-\d+\.js:\d+, which is 3; the last write seen there is by agent 1 \(worker\), task 0\.1, at program-\d+\.js:\d+$/m,
  );
});

test('where the agent cannot stop, waiting is an error, and looking is none', async () => {
  expect(
    await logOf(`
      try { [2, 1].sort(() => Atomics.wait(v, 0, 0) === 'ok' ? 1 : 0); } catch (error) { log(error.message.slice(0, 22)); }
      [2, 1].sort(() => { log(Atomics.wait(v, 0, 1)); return 0; });
    `),
  ).toEqual(['lockstep: Atomics.wait', 'not-equal']);
});

test('arguments that Node refuses are refused by Node', async () => {
  const errors = await logOf(`
    for (const call of [
      () => Atomics.wait(new Int32Array(4), 0, 0),
      () => Atomics.wait(new Int16Array(new SharedArrayBuffer(8)), 0, 0),
      () => Atomics.wait(v, 9, 0),
      () => Atomics.load([1], 0),
      () => Atomics.store(new Float64Array(1), 0, 0),
    ]) try { call(); log('none'); } catch (error) { log(error.name); }
    log(Atomics.notify(new Int32Array(4), 0));
  `);
  expect(errors).toEqual(['TypeError', 'TypeError', 'RangeError', 'TypeError', 'TypeError', 0]);
});

test('outside an iteration Atomics are the own ones of the realm', () => {
  const load = instrumentedSource(
    '() => [Atomics.load(new Int32Array([7]), 0), Atomics.wait.name, String(Atomics.wait)]',
  ) as () => unknown;
  expect(load()).toEqual([7, 'wait', 'function wait() { [native code] }']);
});

test('another object for the same memory, as a message hands it on', async () => {
  expect(
    await logOf(`
      const other = new Int32Array(structuredClone(v.buffer));
      spawn('wakes', () => log(Atomics.notify(other, 0)));
      log(Atomics.wait(v, 0, 0));
      log(Atomics.notify(new Int32Array(new SharedArrayBuffer(8)), 0));
    `),
  ).toEqual([1, 'ok', 0]);
});
