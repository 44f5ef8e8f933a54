// Syntax that Node does not have and the preset compiles by itself, unless the project's Babel configuration does: decorators, `accessor` and
// JSX. What TypeScript would make of them, `tsconfig.json` says.

import type { PluginItem } from '@babel/core';
import type { Toolchain } from './babel';
import decoratorMetadata from './decorator-metadata';
import type { CompilerOptions } from './tsconfig-options';

/** Files that JSX is expected in. In others it is found when they are parsed. */
const JSX_FILE = /\.[jt]sx$/;

/** Names of plugins that compile JSX: React's, Vue's, Solid's. */
const JSX_PLUGIN = /jsx|react/i;

const DECORATORS_PLUGIN = /decorators/;

export interface OwnSyntax {
  /** What the file is compiled with in any case. */
  readonly plugins: readonly PluginItem[];
  /** What it is compiled with if it cannot be parsed otherwise; null if there is no more. */
  readonly further: readonly PluginItem[] | null;
}

/**
 * Experimental decorators, as TypeScript has them, with those of parameters. Babel's plugin wants fields compiled, too, and that one wants the
 * rest of what classes may have.
 */
const LEGACY = [
  'babel-plugin-transform-typescript-metadata',
  '@babel/plugin-proposal-decorators',
  '@babel/plugin-transform-class-static-block',
  '@babel/plugin-transform-class-properties',
  '@babel/plugin-transform-private-methods',
  '@babel/plugin-transform-private-property-in-object',
] as const;

function decorators({ fittingPart }: Toolchain, options: CompilerOptions): PluginItem[] | null {
  const { experimentalDecorators, emitDecoratorMetadata } = options;
  const names = experimentalDecorators ? LEGACY : (['@babel/plugin-proposal-decorators'] as const);
  const version = experimentalDecorators ? 'legacy' : '2023-11';
  const plugins: PluginItem[] = [];
  for (const name of names) {
    const path = fittingPart(name);
    if (path === null) return null;
    if (name === '@babel/plugin-proposal-decorators') plugins.push([path, { version }]);
    else if (name === 'babel-plugin-transform-typescript-metadata')
      plugins.push([path], [decoratorMetadata, { emit: emitDecoratorMetadata === true }]);
    else plugins.push([path]);
  }
  return plugins;
}

function jsx({ fittingPart }: Toolchain, options: CompilerOptions): PluginItem[] | null {
  const path = fittingPart('@babel/plugin-transform-react-jsx');
  if (path === null) return null;
  const { jsxFactory: pragma, jsxFragmentFactory: pragmaFrag, jsxImportSource: importSource } = options;
  if (options.jsx === 'react') return [[path, given({ runtime: 'classic', pragma, pragmaFrag })]];
  return [[path, given({ runtime: 'automatic', importSource })]];
}

function given(options: Readonly<Record<string, string | undefined>>): object {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/**
 * @param present keys of the plugins of the user's configuration
 */
export function ownSyntax(
  path: string,
  present: readonly string[],
  toolchain: Toolchain,
  options: CompilerOptions,
): OwnSyntax {
  const has = (pattern: RegExp) => present.some((key) => pattern.test(key));
  const forDecorators = has(DECORATORS_PLUGIN) ? null : decorators(toolchain, options);
  const forJsx = has(JSX_PLUGIN) || /\.[cm]?ts$/.test(path) ? null : jsx(toolchain, options);
  if (JSX_FILE.test(path)) return { plugins: forJsx ?? [], further: forDecorators };
  const further = [...(forDecorators ?? []), ...(forJsx ?? [])];
  return { plugins: [], further: further.length === 0 ? null : further };
}
