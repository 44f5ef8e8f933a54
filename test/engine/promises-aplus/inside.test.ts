// Promises/A+ inside an iteration: each case is the body of one schedule, on the controller's queue and virtual timers. The suite is
// not instrumented, so its timers are bound by replacing the realm's.

import { runtime } from '../../../src/runtime';
import { CASES, registerSuite } from './suite';

const { isControlledRun, tryIteration } = runtime.api;

const registered = registerSuite((name, run) =>
  it(name, async () => {
    let passed = 0;
    const body = () =>
      new runtime.Promise<void>((resolve) => {
        if (!isControlledRun()) throw new Error('The case runs outside an iteration.');
        const done = () => {
          passed++;
          resolve();
        };
        run(done);
        if (run.length === 0) done();
      });
    const { failure } = await tryIteration(body);
    if (failure !== null) throw failure.error;
    expect(passed).toBe(1);
  }),
);

beforeAll(() => runtime.install());

it('has run the whole suite', () => {
  expect(registered).toBe(CASES);
});
