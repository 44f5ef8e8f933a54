// Programs with locks: what each notes natively, and what it notes under the undisturbed schedule.

import { outcomeOf } from '../../support/iterate';
import { instrumented } from '../../support/program';

type Note = (value: unknown) => void;

const PROGRAMS: Readonly<Record<string, (note: Note) => Promise<void>>> = {
  'a free lock is granted at once': async (note) => {
    const all = [
      navigator.locks.request('a', () => note('called')).then(() => note('value')),
      navigator.locks.request('b', async () => note('called')).then(() => note('promise')),
      navigator.locks.request('c', { ifAvailable: true }, () => note('called')).then(() => note('available')),
      navigator.locks
        .request('d', { signal: new AbortController().signal }, () => note('called'))
        .then(() => note('signal')),
      navigator.locks.request('e', { mode: 'shared' }, () => note('called')).then(() => note('shared')),
      navigator.locks.query().then(() => note('query')),
    ];
    note('after');
    for (let i = 0; i < 9; i++) {
      await null;
      note(i);
    }
    await Promise.all(all);
  },
  'requests wait in their order': async (note) => {
    const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const use = (name: string, mode: LockMode, ms: number) =>
      navigator.locks.request('a', { mode }, async () => {
        note(`${name} begins`);
        await sleep(ms);
        note(`${name} ends`);
        return name;
      });
    const all = [
      use('1', 'shared', 20),
      use('2', 'shared', 10),
      use('3', 'exclusive', 5),
      use('4', 'shared', 5),
      use('5', 'exclusive', 1),
    ];
    note('asked');
    note(await Promise.all(all));
  },
  'callbacks that are synchronous let the next one go': async (note) => {
    for (const i of [1, 2, 3]) navigator.locks.request('a', () => note(`call ${i}`)).then(() => note(`done ${i}`));
    note('after');
    for (let i = 0; i < 5; i++) {
      await null;
      note(i);
    }
  },
  'the lock and its result': async (note) => {
    const result = await navigator.locks.request(7 as never, { mode: 'shared' }, (lock) => {
      note([lock?.name, lock?.mode, Object.prototype.toString.call(lock), Object.keys(lock as object)]);
      return Promise.resolve('result');
    });
    note(result);
    note(await navigator.locks.request('a', undefined as never, ((lock: Lock) => lock.mode) as never));
    note(await navigator.locks.request('a', null as never, ((lock: Lock) => lock.mode) as never));
    note(navigator.locks.request.length + navigator.locks.request.name + navigator.locks.query.name);
    note(String(navigator.locks.request).includes('[native code]') || String(navigator.locks.request).includes('name'));
    note(Object.prototype.toString.call(navigator.locks));
  },
  'ifAvailable gets null where the lock is held or waited for': async (note) => {
    let release: () => void = () => {};
    const asked = (name: string, mode: LockMode) =>
      navigator.locks.request(name, { mode, ifAvailable: true }, (lock) => note(`${name} ${mode} ${lock === null}`));
    navigator.locks.request('a', { mode: 'shared' }, () => new Promise<void>((resolve) => (release = resolve)));
    const all = [asked('a', 'shared'), asked('a', 'exclusive'), asked('b', 'exclusive')];
    const waits = navigator.locks.request('a', () => note('exclusive'));
    all.push(asked('a', 'shared'));
    note('after');
    release();
    await Promise.all([...all, waits]);
    note(await navigator.locks.request('a', { ifAvailable: true }, (lock) => (lock === null ? 'none' : 'some')));
  },
  'a stolen lock': async (note) => {
    const holder = navigator.locks
      .request('a', async () => {
        note('held');
        await new Promise((resolve) => setTimeout(resolve, 30));
        note('the callback goes on');
      })
      .then(
        () => note('released'),
        (error) => note([error.name, error.code, error.message, error instanceof DOMException]),
      );
    const waiter = navigator.locks.request('a', () => note('waiter'));
    const thief = navigator.locks.request('a', { steal: true }, async () => {
      note('stolen');
      await null;
      note('thief is through');
    });
    note('after');
    await Promise.all([thief.then(() => note('thief released')), waiter, holder]);
    await new Promise((resolve) => setTimeout(resolve, 40));
  },
  'a request that is aborted': async (note) => {
    let release: () => void = () => {};
    const held = navigator.locks.request('a', () => new Promise<void>((resolve) => (release = resolve)));
    const controller = new AbortController();
    const waits = navigator.locks
      .request('a', { signal: controller.signal }, () => note('never'))
      .catch((error) => note(`aborted ${error}`));
    const next = navigator.locks.request('a', () => note('next'));
    controller.abort('why');
    note('after');
    await waits;
    note((await navigator.locks.query()).pending?.length);
    release();
    await Promise.all([held, next]);
    note((await navigator.locks.query()).pending?.length);
    const late = new AbortController();
    await navigator.locks.request('a', { signal: late.signal }, async () => {
      late.abort();
      await null;
      note('too late to abort');
    });
    const early = AbortSignal.abort('before');
    await navigator.locks
      .request('a', { signal: early }, () => note('never'))
      .catch((error) => note(`aborted ${error}`));
  },
  query: async (note) => {
    const shown = async () => {
      const { held = [], pending = [] } = await navigator.locks.query();
      note([held, pending].map((list) => list.map(({ name, mode, clientId }) => [name, mode, typeof clientId])));
    };
    await shown();
    await navigator.locks.request('a', async () => {
      const waits = navigator.locks.request('a', { mode: 'shared' }, () => note('shared'));
      await shown();
      return void waits;
    });
    await shown();
  },
  'callbacks that reject': async (note) => {
    const failed = (error: unknown) => note(`failed ${(error as Error).message}`);
    const first = navigator.locks.request('a', async () => {
      throw new Error('one');
    });
    const second = navigator.locks.request('a', () => Promise.reject(new Error('two')));
    await Promise.all([first.catch(failed), second.catch(failed)]);
    note(await navigator.locks.request('a', () => 'free again'));
  },
  'one lock within another': async (note) => {
    await navigator.locks.request('a', async () => {
      note('a');
      await navigator.locks.request('b', async () => note('b'));
      note(await navigator.locks.request('a', { ifAvailable: true }, (lock) => lock === null));
    });
    note('done');
  },
  'wrong arguments': async (note) => {
    const locks = navigator.locks as unknown as { request: (...args: unknown[]) => Promise<unknown> };
    const nothing = () => {};
    const { signal } = new AbortController();
    const wrong: unknown[][] = [
      [],
      ['a'],
      ['a', 5],
      ['-a', nothing],
      ['a', { mode: 'x' }, nothing],
      ['a', { ifAvailable: true, steal: true }, nothing],
      ['a', { steal: true, mode: 'shared' }, nothing],
      ['a', { steal: true, signal }, nothing],
      ['a', { ifAvailable: true, signal }, nothing],
      ['a', { signal: 5 }, nothing],
      ['a', { signal: AbortSignal.abort('x') }, nothing],
      ['a', {}, null],
      ['a', 5, nothing],
      [Symbol('a'), nothing],
      ['-a', { mode: 'x' }, nothing],
      ['-a', { signal: AbortSignal.abort('y') }, nothing],
    ];
    for (const args of wrong) {
      let thrown: unknown = 'nothing';
      const promise = (() => {
        try {
          return locks.request(...args);
        } catch {
          return 'thrown at once';
        }
      })();
      await Promise.resolve(promise).catch((error) => (thrown = error));
      const { name, code, message } = thrown as Error & { code?: unknown };
      note(thrown instanceof Error ? [name, code, message] : String(thrown));
    }
  },
};

export async function found(): Promise<Record<string, { native: unknown[]; controlled: unknown[]; failure: unknown }>> {
  const all: Record<string, { native: unknown[]; controlled: unknown[]; failure: unknown }> = {};
  for (const [name, program] of Object.entries(PROGRAMS)) {
    const native: unknown[] = [];
    await program((value) => native.push(value));
    const controlled: unknown[] = [];
    const body = instrumented(program);
    const { failure } = await outcomeOf(() => body((value) => controlled.push(value)));
    all[name] = { native, controlled, failure: failure === null ? null : String((failure.error as Error).stack) };
  }
  return all;
}
