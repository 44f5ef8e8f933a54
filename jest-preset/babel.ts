// Which copy of Babel and of the plugins around it compiles a project's files: the project's own, so that its presets fit.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as BabelCore from '@babel/core';

type Require = ReturnType<typeof createRequire>;

export interface Toolchain {
  readonly core: typeof BabelCore;
  /** Absolute path of babel-preset-jest (hoists `jest.mock`), or null when babel-jest is not installed. */
  readonly jestPreset: string | null;
  /** Absolute path of babel-plugin-istanbul, or null when babel-jest is not installed. */
  readonly istanbul: string | null;
  /** Absolute path of a plugin or preset of Babel that fits `core`. */
  readonly part: (name: BabelPart) => string;
  /** The same; null if there is none whose major version is that of `core`. */
  readonly fittingPart: (name: BabelPart) => string | null;
}

export type BabelPart =
  | '@babel/plugin-transform-modules-commonjs'
  | '@babel/plugin-transform-dynamic-import'
  | '@babel/plugin-transform-export-namespace-from'
  | '@babel/plugin-proposal-decorators'
  | '@babel/plugin-transform-class-properties'
  | '@babel/plugin-transform-class-static-block'
  | '@babel/plugin-transform-private-methods'
  | '@babel/plugin-transform-private-property-in-object'
  | '@babel/plugin-transform-react-jsx'
  | '@babel/preset-typescript'
  | 'babel-plugin-transform-typescript-metadata';

function tryResolve(from: Require, name: string): string | null {
  try {
    return from.resolve(name);
  } catch {
    return null;
  }
}

/** babel-jest depends on what it needs; Jest's own config package depends on babel-jest, wherever the package manager put it. */
function requireOfBabelJest(project: Require, own: Require): Require | null {
  for (const base of [project, own]) {
    let path = tryResolve(base, 'babel-jest');
    let from: Require | null = base;
    for (const step of ['jest', '@jest/core', 'jest-config', 'babel-jest']) {
      if (path !== null || from === null) break;
      const found: string | null = tryResolve(from, step);
      if (step === 'babel-jest') path = found;
      from = found === null ? null : createRequire(found);
    }
    if (path !== null) return createRequire(path);
  }
  return null;
}

const toolchains = new Map<string, Toolchain>();

/** @param rootDir the Jest project's root folder */
export function toolchainFor(rootDir: string): Toolchain {
  const known = toolchains.get(rootDir);
  if (known !== undefined) return known;
  const own = createRequire(__filename);
  const project = createRequire(join(rootDir, 'package.json'));
  const babelJest = requireOfBabelJest(project, own);
  const core = (babelJest !== null && tryResolve(babelJest, '@babel/core') !== null ? babelJest : own)(
    '@babel/core',
  ) as typeof BabelCore;
  const major = core.version.split('.')[0];

  const places = [project, ...(babelJest === null ? [] : [babelJest]), own];

  /** Whether a plugin goes with `core`; those that are not Babel's say for themselves with what they go. */
  const fits = (from: Require, name: BabelPart): boolean => {
    const packageFile = tryResolve(from, `${name}/package.json`);
    if (packageFile === null || !name.startsWith('@babel/')) return true;
    return (from(packageFile) as { version: string }).version.split('.')[0] === major;
  };

  const fitting = new Map<BabelPart, string | null>();
  const fittingPart = (name: BabelPart): string | null => {
    let path = fitting.get(name);
    if (path === undefined) {
      const from = places.find((place) => tryResolve(place, name) !== null && fits(place, name));
      path = from === undefined ? null : tryResolve(from, name);
      fitting.set(name, path);
    }
    return path;
  };

  const part = (name: BabelPart): string => {
    const found = fittingPart(name) ?? places.map((from) => tryResolve(from, name)).find((path) => path !== null);
    if (found == null) throw new Error(`lockstep: ${name} is not installed, and is needed to compile this project.`);
    return found;
  };

  const toolchain: Toolchain = {
    core,
    jestPreset: babelJest && tryResolve(babelJest, 'babel-preset-jest'),
    istanbul: babelJest && tryResolve(babelJest, 'babel-plugin-istanbul'),
    part,
    fittingPart,
  };
  toolchains.set(rootDir, toolchain);
  return toolchain;
}
