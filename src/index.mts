// The same public face for ES modules: re-exports of the CommonJS build, so that there is one Lockstep per realm.

export type * from './index.js';
export {
  BugFound,
  choose,
  ctest,
  environment,
  explore,
  idle,
  isControlledRun,
  mayCrash,
  pause,
  ReplayDivergence,
  registerStrategy,
  run,
  strategies,
  tryIteration,
} from './index.js';
