// A body of timers only: they overlap, but fire by their deadlines, so the one schedule that was run is all there is.

import { runtime } from '../../src/runtime';
import { instrumented } from '../support/program';

const { explore } = runtime.api;
const quick = { iterations: 20, timeBudget: 0, seed: 1 };

const debounced = instrumented(
  async (wait: number) => {
    let calls = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const call = () => {
      clearTimeout(timer);
      timer = setTimeout(() => calls++, 20);
    };
    call();
    call();
    await new Promise<void>((resolve) => setTimeout(resolve, wait));
    if (calls !== 1) throw new Error(`${calls} calls`);
  },
  { environment: true },
);

const sequential = instrumented(
  async () => {
    for (const ms of [5, 10]) await new Promise<void>((resolve) => setTimeout(resolve, ms));
  },
  { environment: true },
);

it('timers that overlap have earned their pass', async () => {
  expect(await explore(() => debounced(50), quick)).toMatchObject({ passed: true, unearned: null, maxChoices: 0 });
});

it('timers one after the other have not', async () => {
  expect(await explore(sequential, quick)).toMatchObject({
    passed: false,
    unearned: expect.stringMatching(/no choice|had a choice/),
  });
});
