// Pairs of programs with locks: one has a race or a deadlock, the other has none. What exploring each comes to.

import { runtime } from '../../../src/runtime';
import { instrumented } from '../../support/program';

const { explore, pause } = runtime.api;

type Pause = typeof pause;

interface Twins {
  readonly racy: (pause: Pause) => Promise<void>;
  readonly correct: (pause: Pause) => Promise<void>;
}

const PAIRS: Readonly<Record<string, Twins>> = {
  'the callback does not wait for its work': {
    racy: async (pause) => {
      let balance = 0;
      const add = async () => {
        const seen = balance;
        await pause('write');
        balance = seen + 1;
      };
      const pending: Promise<void>[] = [];
      const deposit = () => navigator.locks.request('account', () => void pending.push(add()));
      await Promise.all([deposit(), deposit()]);
      await Promise.all(pending);
      if (balance !== 2) throw new Error(`lost update: ${balance}`);
    },
    correct: async (pause) => {
      let balance = 0;
      const deposit = () =>
        navigator.locks.request('account', async () => {
          const seen = balance;
          await pause('write');
          balance = seen + 1;
        });
      await Promise.all([deposit(), deposit()]);
      if (balance !== 2) throw new Error(`lost update: ${balance}`);
    },
  },
  'a writer that takes the lock as a reader': {
    racy: async (pause) => {
      const store = new Map([['n', 0]]);
      const write = () =>
        navigator.locks.request('store', { mode: 'shared' }, async () => {
          const n = store.get('n') as number;
          await pause('store');
          store.set('n', n + 1);
        });
      await Promise.all([write(), write()]);
      if (store.get('n') !== 2) throw new Error('lost update');
    },
    correct: async (pause) => {
      const store = new Map([['n', 0]]);
      const write = () =>
        navigator.locks.request('store', async () => {
          const n = store.get('n') as number;
          await pause('store');
          store.set('n', n + 1);
        });
      const read = () =>
        navigator.locks.request('store', { mode: 'shared' }, async () => {
          const before = store.get('n');
          await pause('read');
          if (store.get('n') !== before) throw new Error('torn read');
        });
      await Promise.all([write(), read(), write(), read()]);
      if (store.get('n') !== 2) throw new Error('lost update');
    },
  },
  'two locks in two orders': {
    racy: async (pause) => {
      const both = (first: string, second: string) =>
        navigator.locks.request(first, async () => {
          await pause(first);
          await navigator.locks.request(second, async () => {});
        });
      await Promise.all([both('a', 'b'), both('b', 'a')]);
    },
    correct: async (pause) => {
      const both = (first: string, second: string) =>
        navigator.locks.request(first, async () => {
          await pause(first);
          await navigator.locks.request(second, async () => {});
        });
      await Promise.all([both('a', 'b'), both('a', 'b')]);
    },
  },
  'work goes on although the lock was stolen': {
    racy: async (pause) => {
      const leader = { id: 0, writers: 0 };
      const lead = async (id: number, steal: boolean) =>
        navigator.locks
          .request('leader', { steal }, async () => {
            leader.id = id;
            await pause('heartbeat');
            if (leader.id !== id) throw new Error(`${id} writes, but ${leader.id} leads`);
          })
          .catch((error: Error) => {
            if (error.name !== 'AbortError') throw error;
          });
      let failed: unknown = null;
      const first = navigator.locks
        .request('leader', async () => {
          leader.id = 1;
          await pause('heartbeat');
          if (leader.id !== 1) failed = new Error('1 writes, but 2 leads');
        })
        .catch(() => {});
      await pause('takes over');
      await Promise.all([first, lead(2, true)]);
      await pause('rest');
      if (failed !== null) throw failed;
    },
    correct: async (pause) => {
      const leader = { id: 0 };
      const lead = (id: number) =>
        navigator.locks.request('leader', async () => {
          leader.id = id;
          await pause('heartbeat');
          if (leader.id !== id) throw new Error(`${id} writes, but ${leader.id} leads`);
        });
      await Promise.all([lead(1), lead(2)]);
    },
  },
  'a check outside of the lock': {
    racy: async (pause) => {
      let made = 0;
      let cached: object | null = null;
      const get = async () => {
        if (cached !== null) return cached;
        await navigator.locks.request('cache', async () => {
          await pause('make');
          made++;
          cached = {};
        });
        return cached;
      };
      await Promise.all([get(), get()]);
      if (made !== 1) throw new Error(`made ${made} times`);
    },
    correct: async (pause) => {
      let made = 0;
      let cached: object | null = null;
      const get = () =>
        navigator.locks.request('cache', async () => {
          if (cached !== null) return cached;
          await pause('make');
          made++;
          cached = {};
          return cached;
        });
      await Promise.all([get(), get(), get()]);
      if (made !== 1) throw new Error(`made ${made} times`);
    },
  },
};

type Verdict = { racy: string; correct: string; held: number };

export async function found(): Promise<Record<string, Verdict>> {
  const all: Record<string, Verdict> = {};
  const verdict = async (program: Twins['racy']) => {
    const body = instrumented(program);
    const { finding, unearned } = await explore(() => body(pause), {
      seed: 1,
      iterations: 300,
      timeBudget: 0,
      shrink: 0,
    });
    if (finding === null) return unearned ?? 'passed';
    return `${finding.verdict}: ${finding.trace.failure?.kind}`;
  };
  for (const [name, { racy, correct }] of Object.entries(PAIRS)) {
    const verdicts = { racy: await verdict(racy), correct: await verdict(correct) };
    // Nothing is left of an iteration in the locks of the process.
    const { held = [], pending = [] } = await navigator.locks.query();
    all[name] = { ...verdicts, held: held.length + pending.length };
  }
  return all;
}
