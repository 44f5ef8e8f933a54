// The preset's first set-up file after Jest's environment is ready, run inside the sandbox: connects `ctest` with the test runner and
// makes it global.

import { runtime } from '../src/runtime';
import { bridgeOf } from './bridge';
import { ctest } from './ctest';
import { Expectations } from './expect-state';
import { historyMatchers } from './history-matchers';
import { CtestRunner } from './run-ctest';

interface JestGlobals {
  readonly test: unknown;
  readonly expect: ConstructorParameters<typeof Expectations>[0] & { extend(matchers: object): void };
}

const bridge = bridgeOf(globalThis);
if (bridge !== undefined) {
  const jest = require('@jest/globals') as JestGlobals;
  jest.expect.extend(historyMatchers);
  const runner = new CtestRunner(bridge, runtime, new Expectations(jest.expect), () => Object.keys(require.cache));
  bridge.test = jest.test;
  bridge.run = (test) => runner.run(test);
  bridge.timeoutOf = (test) => runner.timeoutOf(test);
}

// Without the bridge, calling it says what is missing.
if (bridge === undefined || bridge.injectGlobals) Object.assign(globalThis, { ctest });
