// The global `ctest` and the matchers for histories, for TypeScript: `/// <reference types="lockstep/jest-preset/types" />` or `"types": ["lockstep/jest-preset/types"]`.

import type { Ctest } from './ctest-types';

declare global {
  /** Defines a test that is run under many schedules. Made global by the preset; also exported by `lockstep`. */
  const ctest: Ctest;
}

// Not a mere import, which the compiler would leave out of the published types.
export type { HistoryMatchers } from './matcher-types';
