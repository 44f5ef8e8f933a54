// A test that waits for a turn of the event loop and looks while a fake is slow: no finding, but a note. If it acts, it is a race.

import { runtime } from '../../src/runtime';
import { instrumented } from '../support/program';

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
