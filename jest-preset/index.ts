// The Jest preset: `preset: 'lockstep'` takes the default export; `withLockstep` is for configurations that have a preset, a
// transform or a test runner of their own.

import { preset } from './preset';

export type { Ctest, CtestBody, CtestEach } from './ctest-types';
export type { PresetOptions, ProjectOptions } from './project-options';
export { withLockstep } from './with-lockstep';

export default { ...preset, globalSetup: require.resolve('./misplaced') };
