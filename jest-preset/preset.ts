// The preset: what a project gets from `preset: 'lockstep'`.

import { NEVER_INSTRUMENTED } from './never-instrumented';

/** Every script: dependencies are instrumented like the project itself. */
export const SCRIPTS = '\\.[cm]?[jt]sx?$';

/** Absolute paths of the preset's parts; Jest takes them as they are, in every process. */
export const PARTS = {
  transformer: require.resolve('./transformer'),
  resolver: require.resolve('./resolver'),
  setup: require.resolve('./setup'),
  runner: require.resolve('./runner'),
  globals: require.resolve('./globals'),
};

export const preset = {
  transform: { [SCRIPTS]: PARTS.transformer },
  transformIgnorePatterns: [...NEVER_INSTRUMENTED],
  resolver: PARTS.resolver,
  testRunner: PARTS.runner,
  setupFiles: [PARTS.setup],
  setupFilesAfterEnv: [PARTS.globals],
};
