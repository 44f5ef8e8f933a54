// A test that waits for a turn of the event loop and looks while a fake is slow: no finding, but a note. If it acts, it is a race.

import { runtime } from '../../src/runtime';
import { instrumented, instrumentedSource } from '../support/program';

const { explore } = runtime.api;
const quick = { iterations: 100, timeBudget: 0, seed: 1, model: 'host' as const };

const makeBox = instrumented((fetch: (text: string) => Promise<string>) => {
  let cancelled = false;
  const box = {
    shown: '',
    busy: 0,
    async load(text: string) {
      box.busy++;
      const answer = await fetch(text);
      if (!cancelled) box.busy--;
      box.shown = answer;
    },
    cancel() {
      cancelled = true;
    },
  };
  return box;
}) as (fetch: (text: string) => Promise<string>) => {
  shown: string;
  busy: number;
  load(text: string): Promise<void>;
  cancel(): void;
};

const fetchText = instrumented(async (text: string) => text, { environment: true });

const looks = instrumented(
  async (box: ReturnType<typeof makeBox>, turn: 'immediate' | 'timer') => {
    const flush = () =>
      new Promise<void>((resolve) => {
        if (turn === 'immediate') setImmediate(resolve);
        else setTimeout(resolve, 10);
      });
    box.load('a').catch(() => {});
    box.load('b').catch(() => {});
    await flush();
    if (box.shown === '') throw new Error('nothing is shown');
  },
  { environment: true },
);

const acts = instrumented(
  async (box: ReturnType<typeof makeBox>) => {
    const loading = box.load('a');
    await new Promise<void>((resolve) => setTimeout(resolve, 10));
    box.cancel();
    await loading;
    if (box.busy !== 0) throw new Error('still busy');
  },
  { environment: true },
);

it.each(['immediate', 'timer'] as const)(
  'a look after a wait of the test (%s) is no finding, and is noted',
  async (turn) => {
    const { finding, passed, warnings } = await explore(() => looks(makeBox(fetchText), turn), quick);
    expect(finding).toBeNull();
    expect(passed).toBe(true);
    expect(warnings).toEqual([
      expect.stringMatching(/^In \d+ schedules? the wait at program-\d+\.js:\d+ was over .*idle\(\)/),
    ]);
  },
);

it('what the test does after a wait races with what is pending', async () => {
  const { finding } = await explore(() => acts(makeBox(fetchText)), quick);
  expect(finding).toMatchObject({ verdict: 'bug', trace: { failure: { message: 'still busy' } } });
});

it('a failure that does not depend on what is pending is found', async () => {
  const wrong = instrumented(async (text: string) => (text === 'b' ? '' : text), { environment: true });
  const { finding } = await explore(() => looks(makeBox(wrong), 'timer'), quick);
  expect(finding).toMatchObject({ verdict: 'bug', trace: { failure: { message: 'nothing is shown' } } });
});

it('a helper that polls and gives up has looked, whenever it says so', async () => {
  const polls = instrumented(
    async (box: ReturnType<typeof makeBox>) => {
      const waitFor = async (look: () => void) => {
        for (let attempt = 0; ; attempt++) {
          try {
            return look();
          } catch (error) {
            if (attempt === 3) throw error;
            await new Promise<void>((resolve) => setTimeout(resolve, 50));
          }
        }
      };
      box.load('a').catch(() => {});
      await waitFor(() => {
        if (box.shown === '') throw new Error('nothing is shown');
      });
    },
    { environment: true },
  );
  const { finding, passed } = await explore(() => polls(makeBox(fetchText)), { ...quick, iterations: 500 });
  expect(finding).toBeNull();
  expect(passed).toBe(true);
});

describe('a wait inside a function of the test proves nothing either, although its end is late', () => {
  it.each([
    ['once', 1, 1000],
    ['fifty times', 50, 1000],
  ])('%s', async (_, times, delay) => {
    const settles = instrumented(
      async (box: ReturnType<typeof makeBox>, rounds: number, ms: number) => {
        const sleep = (time: number) => new Promise<void>((resolve) => setTimeout(resolve, time));
        const settle = async () => {
          for (let i = 0; i < rounds; i++) await sleep(ms);
        };
        box.load('a').catch(() => {});
        await settle();
        if (box.shown === '') throw new Error('nothing is shown');
      },
      { environment: true },
    );
    const { finding, passed } = await explore(() => settles(makeBox(fetchText), times, delay), {
      ...quick,
      iterations: 300,
    });
    expect(finding).toBeNull();
    expect(passed).toBe(true);
  });

  it('but what the function does after its wait is a race', async () => {
    const helps = instrumented(
      async (box: ReturnType<typeof makeBox>) => {
        const cancelSoon = async () => {
          await new Promise<void>((resolve) => setTimeout(resolve, 10));
          box.cancel();
        };
        const loading = box.load('a');
        await cancelSoon();
        await loading;
        if (box.busy !== 0) throw new Error('still busy');
      },
      { environment: true },
    );
    const { finding } = await explore(() => helps(makeBox(fetchText)), quick);
    expect(finding).toMatchObject({ verdict: 'bug', trace: { failure: { message: 'still busy' } } });
  });
});

describe('a deadline of the test waits for what is late', () => {
  const shows = (wait: string, fetch = fetchText) => {
    const body = instrumentedSource(
      `async (box) => {
        const waitUntil = (look) => { ${wait} };
        box.load('a').catch(() => {});
        await waitUntil(() => box.shown !== '');
      }`,
      { environment: true },
    ) as (box: ReturnType<typeof makeBox>) => Promise<void>;
    return () => body(makeBox(fetch));
  };
  const styles: [string, string][] = [
    [
      'that polls by an interval, and rejects in a time-out',
      `return new Promise((resolve, reject) => {
        const poll = setInterval(() => { if (look()) { clearInterval(poll); clearTimeout(limit); resolve(); } }, 50);
        const limit = setTimeout(giveUp, 1000);
        function giveUp() { clearInterval(poll); done(new Error('gave up')); }
        function done(error) { reject(error); }
      });`,
    ],
    [
      'that races',
      `const timeout = new Promise((_, reject) => setTimeout(() => reject(new Error('gave up')), 1000));
      const seen = (async () => { while (!look()) await new Promise((resolve) => setTimeout(resolve, 20)); })();
      return Promise.race([seen, timeout]);`,
    ],
    [
      'made by a function of its own',
      `const after = (ms) => new Promise((_, reject) => setTimeout(reject, ms, new Error('gave up')));
      const seen = (async () => { while (!look()) await new Promise((resolve) => setTimeout(resolve, 20)); })();
      return Promise.race([seen, after(500)]);`,
    ],
    [
      'that looks at the clock',
      `return (async () => {
        const end = Date.now() + 1000;
        while (!look()) {
          if (Date.now() > end) throw new Error('gave up');
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      })();`,
    ],
    [
      'that sets its time-out again',
      `let left = 20;
      return new Promise((resolve, reject) => {
        const poll = () => {
          if (look()) resolve();
          else if (left-- === 0) reject(new Error('gave up'));
          else setTimeout(poll, 50);
        };
        poll();
      });`,
    ],
    [
      'that is a watchdog',
      `const dog = setTimeout(() => { throw new Error('gave up'); }, 1000);
      return (async () => {
        while (!look()) await new Promise((resolve) => setTimeout(resolve, 20));
        clearTimeout(dog);
      })();`,
    ],
    [
      'whose promise is settled from outside of it',
      `let fail;
      const timeout = new Promise((_, reject) => { fail = reject; });
      setTimeout(() => fail(new Error('gave up')), 1000);
      const seen = (async () => { while (!look()) await new Promise((resolve) => setTimeout(resolve, 20)); })();
      return Promise.race([seen, timeout]);`,
    ],
  ];

  it.each(styles)('%s', async (_, wait) => {
    const { finding, passed } = await explore(shows(wait), { ...quick, iterations: 300 });
    expect(finding).toBeNull();
    expect(passed).toBe(true);
  });

  it.each(styles)('%s, and gives up if what is waited for never comes', async (_, wait) => {
    const empty = instrumented(async () => '', { environment: true });
    const { finding } = await explore(shows(wait, empty), quick);
    expect(finding).toMatchObject({ verdict: 'bug', trace: { failure: { message: 'gave up' } } });
  });

  it('a fake that answers with an error after some time is none', async () => {
    const body = instrumentedSource(
      `async (box) => {
        const fails = () => new Promise((_, reject) => setTimeout(() => reject(new Error('503')), 50));
        const loading = box.load('a');
        const failing = fails().catch(() => box.cancel());
        await Promise.all([loading, failing]);
        if (box.busy !== 0) throw new Error('still busy');
      }`,
      { environment: true },
    ) as (box: ReturnType<typeof makeBox>) => Promise<void>;
    const { finding } = await explore(() => body(makeBox(fetchText)), quick);
    expect(finding).toMatchObject({ trace: { failure: { message: 'still busy' } } });
  });
});
