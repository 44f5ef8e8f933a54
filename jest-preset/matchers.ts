// Registers the matchers for histories where the preset, which does so by itself, is not used: `import 'lockstep/jest-preset/matchers'` in a test, or
// `setupFilesAfterEnv: ['lockstep/jest-preset/matchers']`.

import { historyMatchers } from './history-matchers';

export type { CausalOptions, HistoryLike, HistoryMatchers, MatcherOptions, SessionOptions } from './matcher-types';

interface JestGlobals {
  readonly expect: { extend(matchers: object): void };
}

const { expect } = require('@jest/globals') as JestGlobals;
expect.extend(historyMatchers);
