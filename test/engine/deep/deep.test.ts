// Deep mode: code that shares memory stops before each access, in every form of function and call.

import { runtime } from '../../../src/runtime';
import { spawnAgent } from '../../support/agents';
import { record, verdictOf } from '../../support/iterate';
import { instrumented } from '../../support/program';

const { explore } = runtime.api;

type Spawn = typeof spawnAgent;

/** What an exploration of a body by default settings comes to. */
async function verdict(body: (spawn: Spawn) => unknown, iterations = 400): Promise<string> {
  const { finding } = await explore(() => body(spawnAgent), { iterations, timeBudget: 0, latent: 'off' });
  return finding === null ? 'passed' : (finding.error as Error).message;
}

const lostUpdate = instrumented(async (spawn: Spawn) => {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const add = () => {
    shared[0]++;
  };
  let left = 2;
  const done = new Promise<void>((resolve) => {
    for (let n = 0; n < 2; n++)
      spawn(`worker ${n}`, () => {
        add();
        if (--left === 0) resolve();
      });
  });
  await done;
  if (shared[0] !== 2) throw new Error(`lost: ${shared[0]}`);
});

it('finds a lost update', async () => {
  expect(await verdict(lostUpdate)).toBe('lost: 1');
});

it('runs undisturbed in the order of the event loop', async () => {
  expect(await verdictOf(() => lostUpdate(spawnAgent))).toBe('passed');
});
