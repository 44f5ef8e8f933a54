// `withLockstep(config)`: a Jest configuration with the preset worked into it, where `preset: 'lockstep'` would lose against what the
// configuration has: another preset, transforms, ignore patterns, a test runner.

import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { NEVER_INSTRUMENTED } from './never-instrumented';
import { PARTS, preset, SCRIPTS } from './preset';
import type { ProjectOptions } from './project-options';

type Transform = Record<string, string | readonly [string, unknown]>;

/** A Jest configuration as users write it, as far as it is read here. */
export interface JestConfig {
  rootDir?: string;
  preset?: string;
  transform?: Transform;
  transformIgnorePatterns?: readonly string[];
  testRunner?: string;
  resolver?: string;
  setupFiles?: readonly string[];
  setupFilesAfterEnv?: readonly string[];
  moduleNameMapper?: object;
  modulePathIgnorePatterns?: readonly string[];
  globals?: Record<string, unknown>;
  projects?: readonly unknown[];
  [option: string]: unknown;
}

type ConfigOrFunction<Config> = Config | (() => Config | Promise<Config>);

/** If nothing else is said, Jest transforms with babel-jest. The preset's transformer does that anyway. */
const BABEL_JEST = /(?:^|[/\\])babel-jest(?:$|[/\\])/;

const CIRCUS = /(?:^|[/\\])(?:jest-)?circus(?:$|[/\\])/;

function loadPreset(name: string, rootDir: string): JestConfig {
  const from = createRequire(join(rootDir, 'package.json'));
  const path = name.replace('<rootDir>', rootDir);
  const request = path.startsWith('.') || isAbsolute(path) ? resolve(rootDir, path) : `${path}/jest-preset`;
  let loaded: { default?: JestConfig } & JestConfig;
  try {
    loaded = from(request) as typeof loaded;
  } catch (error) {
    throw new Error(`withLockstep: the preset "${name}" of the configuration could not be loaded from ${rootDir}.`, {
      cause: error,
    });
  }
  return loaded.default ?? loaded;
}

/** What Jest does with a preset: the configuration goes before it, set-up files and maps are joined. */
function flattened(config: JestConfig, rootDir: string): JestConfig {
  const { preset: name, ...rest } = config;
  if (name === undefined || name === 'lockstep') return rest;
  const base = flattened(loadPreset(name, rootDir), rootDir);
  return {
    ...base,
    ...rest,
    transform: { ...rest.transform, ...base.transform, ...rest.transform },
    moduleNameMapper: { ...rest.moduleNameMapper, ...base.moduleNameMapper, ...rest.moduleNameMapper },
    setupFiles: [...(base.setupFiles ?? []), ...(rest.setupFiles ?? [])],
    setupFilesAfterEnv: [...(base.setupFilesAfterEnv ?? []), ...(rest.setupFilesAfterEnv ?? [])],
    modulePathIgnorePatterns: [...(base.modulePathIgnorePatterns ?? []), ...(rest.modulePathIgnorePatterns ?? [])],
    globals: { ...base.globals, ...rest.globals },
  };
}

/** The user's transformers run first, each for the files that it would have been given; everything else goes to Babel. */
function chained(transform: Transform, ignore: readonly string[], rootDir: string): Transform {
  const result: Record<string, string | readonly [string, unknown]> = {};
  for (const [pattern, entry] of Object.entries(transform)) {
    const [path, options] = typeof entry === 'string' ? [entry, undefined] : entry;
    if (path === PARTS.transformer || !handlesScripts(pattern)) {
      // Worked in already, or a transform of other things (styles, images), which are none of ours.
      result[pattern] = entry;
    } else if (BABEL_JEST.test(path)) {
      result[pattern] = options === undefined ? PARTS.transformer : [PARTS.transformer, { babel: options }];
    } else {
      result[pattern] = [PARTS.transformer, { first: { path: path.replace('<rootDir>', rootDir), options, ignore } }];
    }
  }
  result[SCRIPTS] ??= PARTS.transformer;
  return result;
}

function handlesScripts(pattern: string): boolean {
  const expression = new RegExp(pattern);
  return ['a.js', 'a.jsx', 'a.ts', 'a.tsx', 'a.mjs', 'a.cjs', 'a.mts'].some((name) => expression.test(`/x/${name}`));
}

/** Dependencies are instrumented, so patterns that keep `node_modules` away are replaced by the preset's. */
function ignorePatterns(given: readonly string[] | undefined): string[] {
  const others = (given ?? []).filter((pattern) => !pattern.includes('node_modules'));
  return [...new Set([...NEVER_INSTRUMENTED, ...others])];
}

function checkedRunner(testRunner: string | undefined): string {
  if (testRunner === undefined || CIRCUS.test(testRunner) || testRunner === PARTS.runner) return PARTS.runner;
  throw new Error(
    `withLockstep: the configuration has the test runner "${testRunner}", but ctest needs jest-circus, Jest's default. Remove \`testRunner\`.`,
  );
}

function combined(config: JestConfig, options: ProjectOptions | undefined): JestConfig {
  const rootDir = resolve(config.rootDir?.replace('<rootDir>', process.cwd()) ?? process.cwd());
  const flat = flattened(config, rootDir);
  const ignore = flat.transformIgnorePatterns ?? ['/node_modules/', '\\.pnp\\.[^\\/]+$'];
  return {
    ...flat,
    transform: chained(
      flat.transform ?? {},
      ignore.map((pattern) => pattern.replaceAll('<rootDir>', rootDir)),
      rootDir,
    ),
    transformIgnorePatterns: ignorePatterns(flat.transformIgnorePatterns),
    testRunner: checkedRunner(flat.testRunner),
    resolver: flat.resolver ?? PARTS.resolver,
    setupFiles: [...new Set([...preset.setupFiles, ...(flat.setupFiles ?? [])])],
    setupFilesAfterEnv: [...new Set([...preset.setupFilesAfterEnv, ...(flat.setupFilesAfterEnv ?? [])])],
    ...(options === undefined
      ? {}
      : { globals: { ...flat.globals, lockstep: { ...(flat.globals?.lockstep as object), ...options } } }),
  };
}

function work(config: JestConfig, options: ProjectOptions | undefined): JestConfig {
  if (typeof config !== 'object' || config === null) {
    throw new TypeError(
      `withLockstep expects a Jest configuration (an object or a function that returns one), got ${typeof config}.`,
    );
  }
  if (config.projects === undefined) return combined(config, options);
  // Projects given as folders have configurations of their own, to be wrapped where they are written.
  const projects = config.projects.map((project) =>
    typeof project === 'object' && project !== null
      ? combined({ rootDir: config.rootDir, ...(project as JestConfig) }, options)
      : project,
  );
  return { ...config, projects };
}

/**
 * Works the preset into a Jest configuration.
 * @param config a configuration, or a function that returns one
 * @param options options for all ctests of the project, as in `globals.lockstep`
 * @example
 * const { withLockstep } = require('lockstep/jest-preset');
 * module.exports = withLockstep({ preset: 'ts-jest', testEnvironment: 'jsdom' }, { iterations: 500 });
 */
export function withLockstep<Config extends object>(
  config: ConfigOrFunction<Config>,
  options?: ProjectOptions,
): Config | (() => Promise<Config>) {
  if (typeof config === 'function') {
    return async () => work((await (config as () => Config | Promise<Config>)()) as JestConfig, options) as Config;
  }
  return work(config as JestConfig, options) as Config;
}
