// Where no file was instrumented, a green run is worth nothing.

import { runtime } from '../../src/runtime';

const { explore, run } = runtime.api;

it('a run without a finding is not earned, and says why', async () => {
  const { passed, unearned, finding } = await explore(async () => {}, { iterations: 20 });
  expect(passed).toBe(false);
  expect(finding).toBeNull();
  expect(unearned).toMatch(/^No instrumented file was loaded: nothing is under control/);
  await expect(run(async () => {}, { iterations: 20 })).rejects.toThrow('Lockstep explored nothing: No instrumented');
});

it('unless the options do not ask for it', async () => {
  expect(await explore(async () => {}, { iterations: 20, mustExplore: false })).toMatchObject({ passed: true });
});
