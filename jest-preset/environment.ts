// What a file is: environment code, whose completions may take as long as they like because they stand for something outside (tests, mocks,
// fixtures, fakes), a tool that the test is written with, or code under test. A pure function of Jest's configuration and the preset's globs; a pragma in a file goes before it.

import { relative, resolve, sep } from 'node:path';
import type Picomatch from 'picomatch';
import type { FileRole } from '../src/engine/site-table';
import { KNOWN_FAKES, packageOf } from './known-fakes';
import { KNOWN_TEST_TOOLS } from './known-test-tools';

export interface EnvironmentRules {
  /** Absolute path of the project. */
  readonly rootDir: string;
  /** Absolute globs, as Jest has normalised them. */
  readonly testMatch: readonly string[];
  readonly testRegex: readonly (string | RegExp)[];
  /** Absolute paths of files that are environment whatever their names: the running test file, the set-up files. */
  readonly files: readonly string[];
  /** Globs of the user's, relative to `rootDir`, for more environment code. */
  readonly environment: readonly string[];
  /** Globs of the user's for code under test that the built-in rules would take for environment. */
  readonly code: readonly string[];
}

/** Folders of a project (not of its dependencies) that hold what tests are made of. */
const FOLDERS = new Set([
  '__tests__',
  '__mocks__',
  '__fixtures__',
  '__fakes__',
  'test',
  'tests',
  'fixtures',
  'fakes',
  'mocks',
]);

/** `user-repo.fake.ts`, `clock.mock.js`. */
const NAMES = /\.(?:fake|mock|stub|fixture)s?\.[cm]?[jt]sx?$/;

type Matcher = (path: string) => boolean;

function withSlashes(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}

/** As Jest matches `testMatch`: a glob with `!` takes away from the ones before it. */
export function globs(patterns: readonly string[], rootDir: string): Matcher {
  if (patterns.length === 0) return () => false;
  // Not before it is needed: Jest transforms what its runner loads while it is loaded itself, which would load Babel, and a runtime.
  const picomatch = require('picomatch') as typeof Picomatch;
  const parts = patterns.map((pattern) => {
    const negated = pattern.startsWith('!');
    const glob = (negated ? pattern.slice(1) : pattern).replace('<rootDir>', rootDir);
    const absolute = glob.startsWith('**/') ? glob : resolve(rootDir, glob);
    return { negated, matches: picomatch(withSlashes(absolute), { dot: true }) };
  });
  return (path) => {
    let matched = false;
    for (const part of parts) if (part.matches(withSlashes(path))) matched = !part.negated;
    return matched;
  };
}

/**
 * @returns what the file at an absolute path is
 */
export function fileClassifier(rules: EnvironmentRules): (path: string) => FileRole {
  const { rootDir } = rules;
  const files = new Set(rules.files);
  const isCode = globs(rules.code, rootDir);
  const isEnvironment = globs(rules.environment, rootDir);
  const isTest = globs(rules.testMatch, rootDir);
  const expressions = rules.testRegex.map((expression) => new RegExp(expression));

  return (path) => {
    if (isCode(path)) return 'code';
    if (isEnvironment(path) || files.has(path)) return 'environment';
    const dependency = packageOf(path);
    if (dependency !== null) return roleOfPackage(dependency);
    if (isTest(path) || expressions.some((expression) => expression.test(path)) || NAMES.test(path))
      return 'environment';
    const folders = relative(rootDir, path).split(sep).slice(0, -1);
    return folders.some((folder) => FOLDERS.has(folder)) ? 'environment' : 'code';
  };
}

function roleOfPackage(name: string): FileRole {
  if (KNOWN_FAKES.has(name)) return 'environment';
  return KNOWN_TEST_TOOLS.has(name) ? 'tool' : 'code';
}
