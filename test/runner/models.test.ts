// The models: host (only the environment is free), await (every await may be slow), auto (host, with latent findings of await).

import { runtime } from '../../src/runtime';
import { instrumented } from '../support/program';

const { explore } = runtime.api;
const quick = { iterations: 200, timeBudget: 0, seed: 2 };

/** A repository in memory and a service on it; only if the repository ever waits, an update can be lost. */
const transfer = instrumented(async (elsewhere: () => Promise<void>) => {
  let balance = 0;
  const repository = { read: async () => balance, write: async (value: number) => void (balance = value) };
  const deposit = async (amount: number) => {
    const before = await repository.read();
    balance = before + amount;
  };
  await Promise.all([deposit(1).then(() => deposit(2)), elsewhere()]);
  const both = [deposit(4), repository.read().then(() => repository.read())];
  await Promise.all(both);
  if (balance !== 7) throw new Error(`lost an update: ${balance}`);
});

/** Correct while jobs run in the order of the language: fails only where an await of the code itself is slow. */
const ordered = async (elsewhere: () => Promise<void>) => {
  const order: string[] = [];
  const step = async (name: string) => {
    await Promise.resolve();
    order.push(name);
  };
  await Promise.all([step('a'), step('b'), elsewhere(), elsewhere()]);
  if (order[0] === 'b') throw new Error('b came first');
};

const orderedBody = instrumented(ordered);
const busy = instrumented(
  async () => {
    await null;
  },
  { environment: true },
);
const idle = instrumented(async () => {});

it('host: awaits of the code under test are in order, nothing is found', async () => {
  expect(await explore(() => orderedBody(busy), { ...quick, model: 'host' })).toMatchObject({
    passed: true,
    finding: null,
    latent: null,
  });
});

it('await: every await may be slow, and the finding is a bug', async () => {
  const { finding, passed } = await explore(() => orderedBody(busy), { ...quick, model: 'await' });
  expect(passed).toBe(false);
  expect(finding).toMatchObject({ verdict: 'bug', trace: { model: 'await' } });
});

it('auto: what only await finds is latent and does not fail the run', async () => {
  const { finding, latent, passed } = await explore(() => orderedBody(busy), { ...quick, model: 'auto' });
  expect(passed).toBe(true);
  expect(finding).toBeNull();
  expect(latent).toMatchObject({
    verdict: 'latent',
    trace: { model: 'await', failure: { message: 'b came first' } },
  });
});

it('auto: a latent finding fails the run, or is not looked for, as the option says', async () => {
  const fails = await explore(() => orderedBody(busy), { ...quick, latent: 'fail' });
  expect(fails).toMatchObject({ passed: false, finding: { verdict: 'latent' } });
  const off = await explore(() => orderedBody(busy), { ...quick, latent: 'off' });
  expect(off).toMatchObject({ passed: true, finding: null, latent: null });
});

it('auto: where the host model has no choice at all, a finding of await is a bug', async () => {
  const { finding, passed } = await explore(() => orderedBody(idle), { ...quick, model: 'auto' });
  expect(passed).toBe(false);
  expect(finding).toMatchObject({ verdict: 'bug', trace: { model: 'await' } });
});

it('an update on a repository in memory is lost only if the repository is slow', async () => {
  expect((await explore(() => transfer(busy), { ...quick, model: 'host' })).finding).toBeNull();
});

describe('a failure that is met under the model await, but needs no await to be slow', () => {
  const load = instrumented((fetch: (text: string) => Promise<string>) => {
    const box = {
      shown: '',
      async load(text: string) {
        box.shown = await fetch(text);
      },
    };
    return box;
  }) as (fetch: (text: string) => Promise<string>) => { shown: string; load(text: string): Promise<void> };
  const fetchText = instrumented(async (text: string) => text, { environment: true });
  const test = instrumented(
    async (box: { shown: string; load(text: string): Promise<void> }) => {
      await Promise.all([box.load('a'), box.load('b')]);
      if (box.shown !== 'b') throw new Error('the older answer is shown');
    },
    { environment: true },
  );

  it('is no latent finding but a bug, which replays under the model host', async () => {
    const iterations = new Set<number>();
    for (let seed = 0; seed < 20; seed++) {
      const { finding, latent } = await runtime.api.explore(() => test(load(fetchText)), {
        iterations: 40,
        timeBudget: 0,
        // It is found under the model `host` else.
        search: false,
        seed,
      });
      expect(latent).toBeNull();
      expect(finding).toMatchObject({ verdict: 'bug', trace: { model: 'host' } });
      iterations.add((finding?.trace.iteration ?? 0) % 4);
    }
    // Those of the model `await` are among them.
    expect(iterations).toContain(3);
  });
});
