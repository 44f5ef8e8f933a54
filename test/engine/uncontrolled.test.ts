// What is outside control still works: native promises, real I/O, native async functions. It is counted by site, and virtual timers do
// not overtake it.

import { readFile } from 'node:fs/promises';
import { deferred } from '../support/deferred';
import { outcomeOf, record, textAt, verdictOf } from '../support/iterate';
import { instrumented } from '../support/program';

const nativeAsync = async <T>(value: T): Promise<T> => {
  await new Promise((resolve) => setImmediate(resolve));
  return value;
};

async function waits(body: () => unknown): Promise<Record<string, number>> {
  const { failure, uncontrolled } = await outcomeOf(body);
  if (failure !== null) throw failure.error;
  const counts: Record<string, number> = {};
  for (const [site, count] of uncontrolled) counts[textAt(site)] = (counts[textAt(site)] ?? 0) + count;
  return counts;
}

it('real I/O is waited for, and counted under the name of what was called', async () => {
  const body = instrumented(async (read: () => Promise<string>) => {
    const text = await read();
    if (!text.includes('"name"')) throw new Error('not read');
    await read();
  });
  expect(await waits(() => body(() => readFile('package.json', 'utf8')))).toEqual({ 'fs.promises.readFile': 2 });
});

it('a native async function is waited for, wherever its promise goes', async () => {
  const body = instrumented(async (call: typeof nativeAsync) => {
    const values = [
      await call(1),
      ...(await Promise.all([call(2), call(3)])),
      await Promise.resolve(call(4)),
      await (async () => call(5))(),
      await new Promise((resolve) => resolve(call(6))),
    ];
    if (values.join() !== '1,2,3,4,5,6') throw new Error(values.join());
  });
  const counts = await waits(() => body(nativeAsync));
  expect(Object.values(counts).reduce((a, b) => a + b)).toBe(6);
});

it('a rejection from outside is thrown at the await', async () => {
  const body = instrumented(async (read: () => Promise<string>) => {
    try {
      await read();
      throw new Error('read what does not exist');
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOENT') throw error;
    }
  });
  expect(await verdictOf(() => body(() => readFile('does-not-exist') as never))).toBe('passed');
});

it('a body that is not instrumented is waited for', async () => {
  const log: string[] = [];
  const inner = instrumented(async (note: (s: string) => void) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    note('inner');
  });
  const outcome = await outcomeOf(async () => {
    await inner((s) => log.push(s));
    log.push('body');
  });
  expect(outcome).toMatchObject({ failure: null, virtualTime: 5 });
  expect(log).toEqual(['inner', 'body']);
});

it('a virtual timer does not fire before a real completion has arrived', async () => {
  const log: string[] = [];
  const body = instrumented(async (read: () => Promise<unknown>, note: (s: string) => void) => {
    const timeout = new Promise((resolve) => setTimeout(resolve, 1)).then(() => note('timer'));
    await read();
    note('read');
    await timeout;
  });
  expect(
    await verdictOf(() =>
      body(
        () => readFile('package.json'),
        (s) => log.push(s),
      ),
    ),
  ).toBe('passed');
  expect(log).toEqual(['read', 'timer']);
});

it('where nothing arrives in time, virtual timers fire, and what arrives afterwards still counts', async () => {
  const log: string[] = [];
  let settle: (value: string) => void = () => {};
  const slow = new Promise<string>((resolve) => {
    settle = resolve;
  });
  const body = instrumented(async (wait: Promise<string>, note: (s: string) => void, release: () => void) => {
    const timer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      note('timer');
      release();
      await new Promise((resolve) => setTimeout(resolve, 1));
      note('second timer');
    };
    const other = async () => note(await wait);
    await Promise.all([timer(), other()]);
  });
  const outcome = await outcomeOf(
    () =>
      body(
        slow,
        (s) => log.push(s),
        () => settle('arrived'),
      ),
    {
      uncontrolledTimeout: 20,
    },
  );
  expect(outcome.failure).toBeNull();
  expect(log[0]).toBe('timer');
  expect(log.slice(1).sort()).toEqual(['arrived', 'second timer']);
});

it('an immediate that is made when I/O completes runs before a timer made there', async () => {
  const log: string[] = [];
  const body = instrumented(async (read: () => Promise<unknown>, note: (s: string) => void) => {
    await read();
    const timer = new Promise<void>((resolve) => setTimeout(() => resolve(note('timer')), 0));
    const immediate = new Promise<void>((resolve) => setImmediate(() => resolve(note('immediate'))));
    await Promise.all([timer, immediate]);
  });
  const latest = (enabled: readonly unknown[]) => enabled.length - 1;
  const run = () =>
    body(
      () => readFile('package.json'),
      (s) => log.push(s),
    );
  expect(await verdictOf(run, { pick: latest })).toBe('passed');
  expect(log).toEqual(['immediate', 'timer']);
});

it('completions are decisions of the trace, in the order of their arrival', async () => {
  const body = instrumented(async (call: typeof nativeAsync) => {
    await Promise.all([call('a'), call('b')]);
  });
  const { decisions, outcome } = await record(() => body(nativeAsync));
  expect(decisions.map(({ kind, choice }) => `${kind} ${choice}`)).toEqual(['native 1', 'native 2']);
  expect(outcome.events.filter(({ type }) => type === 'native')).toHaveLength(2);
});

it('an object that only inherits from Promise.prototype is a thenable, not something outside', async () => {
  const body = instrumented(async () => {
    class Cancelable {
      readonly inner = new Promise<string>((resolve) => setTimeout(() => resolve('value'), 5));
      then(a: never, b: never) {
        return this.inner.then(a, b);
      }
    }
    Object.setPrototypeOf(Cancelable.prototype, Promise.prototype);
    const value: unknown = await (new Cancelable() as unknown);
    if (value !== 'value') throw new Error(String(value));
  });
  const outcome = await outcomeOf(body);
  expect(outcome.failure).toBeNull();
  expect(outcome.uncontrolled.size).toBe(0);
});

it('a promise that was made at module load can be awaited inside, settled or not', async () => {
  const { resolve, promise } = deferred<string>();
  const settled = instrumented(async () => 'loaded')();
  const body = instrumented(async (early: Promise<string>, later: Promise<string>, open: (s: string) => void) => {
    const opener = async () => {
      await null;
      open('opened');
    };
    const [a, b] = await Promise.all([early, later, opener()]);
    if (`${a} ${b}` !== 'loaded opened') throw new Error(`${a} ${b}`);
  });
  const outcome = await outcomeOf(() => body(settled, promise, resolve));
  expect(outcome.failure).toBeNull();
  expect(outcome.uncontrolled.size).toBe(0);
});

it('code that native code calls makes choices as any other', async () => {
  const body = instrumented(
    async () => {
      const stream = new ReadableStream({
        async pull(controller) {
          controller.enqueue('chunk');
          controller.close();
        },
      });
      await stream.getReader().read();
    },
    { environment: true },
  );
  const { outcome, decisions } = await record(body, { late: () => true });
  expect(outcome.failure).toBeNull();
  expect(decisions.filter(({ kind }) => kind === 'late').map(({ choice }) => choice)).toEqual([1]);
});

it('what native code sets off, and is late, is a choice at once: nobody waits for anything outside meanwhile', async () => {
  const fake = instrumented(async (value: number) => value, { environment: true });
  const body = instrumented(
    async (server: (handler: (answer: (value: number) => void) => void) => Promise<number>, load: typeof fake) => {
      const value = await server((answer) => {
        load(7).then(answer);
      });
      if (value !== 7) throw new Error(String(value));
    },
  );
  // A native callback asks, and stays open until it has its answer, as a request to a server in the same process does.
  const { port1, port2 } = new MessageChannel();
  const server = (handler: (answer: (value: number) => void) => void) =>
    new Promise<number>((resolve) => {
      port1.once('message', () => handler(resolve));
      port2.postMessage('request');
    });
  // Longer than a test may take.
  const uncontrolledTimeout = 20_000;
  const verdict = await verdictOf(() => body(server, fake), { late: () => true, uncontrolledTimeout });
  port1.close();
  expect(verdict).toBe('passed');
});
