// Babel's options for one file: the user's configuration with the instrumentation in front, and what it takes to make any file of
// the project or of node_modules (TypeScript, ES modules, old CommonJS) run in Jest's sandbox.

import { dirname, join } from 'node:path';
import type { TransformOptions as BabelOptions, PluginItem } from '@babel/core';
import type { Toolchain } from './babel';
import { globs } from './environment';
import importMetaPlugin from './import-meta';
import type { TransformOptions } from './jest-types';
import moduleExportsPlugin from './module-exports';
import moduleScopePlugin from './module-scope';
import { type OwnSyntax, ownSyntax } from './own-syntax';
import { PACKAGE_ROOT } from './package-root';
import { PLUGIN_PATH, PLUGIN_VERSION } from './plugin-version';
import { projectOptions } from './project-options';
import topLevelAwaitPlugin from './top-level-await';
import { compilerOptionsFor } from './tsconfig-options';

/** Loaded by instrumented files that run where no runtime is installed, such as a `globalSetup` module. */
const RUNTIME_MODULE = join(PACKAGE_ROOT, 'lib', 'src', 'runtime.js');

const TYPESCRIPT = /\.[cm]?tsx?$/;
const DEPENDENCY = /[/\\]node_modules[/\\]/;

export interface FileOptions {
  readonly options: BabelOptions;
  /** The options for a file that cannot be parsed with these; null if there are no others. */
  readonly further: BabelOptions | null;
  /** Whether a user's configuration has a part in the options. */
  readonly configured: boolean;
  /** Files that the options were read from. */
  readonly configFiles: readonly string[];
}

/** What makes the instrumentation of a file. */
function instrumentation(path: string, { config }: TransformOptions): PluginItem {
  const { deep } = projectOptions(config.globals?.lockstep);
  const isDeep = deep.length > 0 && globs(deep, config.rootDir)(path);
  return [PLUGIN_PATH, { version: PLUGIN_VERSION, runtime: RUNTIME_MODULE, ...(isDeep ? { deep: true } : {}) }];
}

function caller(transform: TransformOptions): NonNullable<BabelOptions['caller']> {
  return {
    // Presets and plugins look for this name.
    name: 'babel-jest',
    supportsDynamicImport: transform.supportsDynamicImport ?? false,
    supportsExportNamespaceFrom: transform.supportsExportNamespaceFrom ?? false,
    supportsStaticESM: transform.supportsStaticESM ?? false,
    supportsTopLevelAwait: transform.supportsTopLevelAwait ?? false,
  } as NonNullable<BabelOptions['caller']>;
}

/** A plugin as Babel has instantiated it. */
interface Plugin {
  readonly key?: string;
}

interface LoadedOptions extends Omit<BabelOptions, 'plugins'> {
  readonly plugins?: readonly Plugin[];
}

/** The options with all plugins that would run, those of presets included. */
function loaded(toolchain: Toolchain, options: BabelOptions): LoadedOptions {
  return (toolchain.core.loadOptions(options) ?? {}) as LoadedOptions;
}

/** Plugins that would turn `await` into something in which no await can be seen any more. Every Node that runs Lockstep knows await. */
const AWAIT_COMPILERS =
  /^(?:transform-async-to-generator|transform-regenerator|(?:transform|proposal)-async-generator-functions)$/;

/** What Babel is given in the end: the options without the plugins that compile `await` away. */
export function compilerOptions(toolchain: Toolchain, options: BabelOptions): BabelOptions {
  const all = loaded(toolchain, options);
  if (!has(all.plugins ?? [], AWAIT_COMPILERS)) return options;
  const plugins = (all.plugins ?? []).filter(({ key }) => !AWAIT_COMPILERS.test(key ?? ''));
  return { ...all, plugins: plugins as PluginItem[] };
}

function has(plugins: readonly Plugin[], pattern: RegExp): boolean {
  return plugins.some((plugin) => pattern.test(plugin.key ?? ''));
}

/** Plugins that make CommonJS of ES modules, as far as the user's own do not. */
function moduleTransform(toolchain: Toolchain, transform: TransformOptions, present: readonly Plugin[]): PluginItem[] {
  if (transform.supportsStaticESM) return [];
  const plugins: PluginItem[] = [moduleScopePlugin];
  if (!has(present, /transform-modules-/)) plugins.push([toolchain.part('@babel/plugin-transform-modules-commonjs')]);
  if (!has(present, /dynamic-import/)) plugins.push([toolchain.part('@babel/plugin-transform-dynamic-import')]);
  if (!has(present, /export-namespace-from/))
    plugins.push([toolchain.part('@babel/plugin-transform-export-namespace-from')]);
  plugins.push(importMetaPlugin, moduleExportsPlugin, topLevelAwaitPlugin);
  return plugins;
}

function coverage(toolchain: Toolchain, path: string, transform: TransformOptions): BabelOptions {
  if (!transform.instrument || toolchain.istanbul === null) return {};
  const extension = path.slice(path.lastIndexOf('.'));
  return {
    auxiliaryCommentBefore: ' istanbul ignore next ',
    plugins: [[toolchain.istanbul, { cwd: transform.config.cwd, exclude: [], extension: [extension] }]],
  };
}

/** Options that a user gave to babel-jest in the Jest configuration. */
export type BabelJestOptions = BabelOptions & { readonly excludeJestPreset?: boolean };

export interface FileRequest {
  readonly path: string;
  readonly transform: TransformOptions;
  /** The source has been through the user's own transformer: only the instrumentation is left to do. */
  readonly compiled: boolean;
  readonly babel: BabelJestOptions;
}

/** What the project's own files are compiled with, beside the user's configuration. */
function ofTheProject(toolchain: Toolchain, { excludeJestPreset, ...babel }: BabelJestOptions): BabelOptions {
  const hoisting = toolchain.jestPreset === null || excludeJestPreset === true ? [] : [toolchain.jestPreset];
  return { ...babel, presets: [...(babel.presets ?? []), ...hoisting] };
}

interface Configured {
  readonly options: BabelOptions;
  /** The plugins that would run. */
  readonly present: readonly Plugin[];
  readonly configFiles: readonly string[];
}

/** What the user's configuration makes of the options, with presets not loaded; null if it ignores the file. */
function partialOptions(toolchain: Toolchain, base: BabelOptions): Omit<Configured, 'present'> | null {
  const partial = toolchain.core.loadPartialConfig(base);
  if (partial === null) return null;
  const { options, files } = partial as typeof partial & { files?: Set<string> };
  return { options, configFiles: [...(files ?? [])].sort() };
}

/** It takes milliseconds, even if there is no configuration. */
function configured(toolchain: Toolchain, base: BabelOptions): Configured | null {
  const partial = partialOptions(toolchain, base);
  return partial && { ...partial, present: loaded(toolchain, partial.options).plugins ?? [] };
}

const NO_SYNTAX: OwnSyntax = { plugins: [], further: null };

/** `tsconfig.json` is the project's, and says nothing of its dependencies. */
function syntaxOf(
  path: string,
  { config }: TransformOptions,
  present: readonly Plugin[],
  toolchain: Toolchain,
): OwnSyntax {
  const options = isDependency(path) ? {} : compilerOptionsFor(dirname(path), config.rootDir, toolchain.core);
  const keys = present.map(({ key }) => key ?? '');
  return ownSyntax(path, keys, toolchain, options);
}

function isDependency(path: string): boolean {
  return DEPENDENCY.test(path);
}

function baseOptions(toolchain: Toolchain, { path, transform, compiled, babel }: FileRequest): BabelOptions {
  return {
    cwd: transform.config.cwd,
    root: transform.config.rootDir,
    // Dependencies are published code: the project's plugins were never meant for them.
    ...(isDependency(path) || compiled ? { configFile: false, babelrc: false } : ofTheProject(toolchain, babel)),
    filename: path,
    caller: caller(transform),
    compact: false,
    sourceMaps: 'both',
  };
}

/** What decides how a file is compiled, for a cache key. */
export interface DecidingOptions {
  readonly options: object;
  readonly further: object | null;
  readonly configFiles: readonly string[];
}

/**
 * What the options of a file follow from, without what it takes to load the user's presets: a file that has been compiled needs none of them.
 * @param toolchain the project's Babel
 * @returns null if the user's Babel configuration ignores the file
 */
export function decidingOptions(toolchain: Toolchain, request: FileRequest): DecidingOptions | null {
  const { path, transform, compiled } = request;
  if (isDependency(path) || compiled) return fileOptions(toolchain, request);
  const partial = partialOptions(toolchain, baseOptions(toolchain, request));
  if (partial === null) return null;
  const { options, configFiles } = partial;
  // What the preset would add if the user has none of it, and what that goes by.
  const added = [
    instrumentation(path, transform),
    moduleTransform(toolchain, transform, []),
    coverage(toolchain, path, transform),
    compilerOptionsFor(dirname(path), transform.config.rootDir, toolchain.core),
    TYPESCRIPT.test(path) ? toolchain.part('@babel/preset-typescript') : null,
  ];
  return { options, further: [added, syntaxOf(path, transform, [], toolchain)], configFiles };
}

/**
 * @param toolchain the project's Babel
 * @returns null if the user's Babel configuration ignores the file
 */
export function fileOptions(toolchain: Toolchain, request: FileRequest): FileOptions | null {
  const { path, transform, compiled } = request;
  const typescript = TYPESCRIPT.test(path) && !compiled;
  const base = baseOptions(toolchain, request);
  const own = isDependency(path) || compiled;
  const found = own ? { options: base, present: [], configFiles: [] } : configured(toolchain, base);
  if (found === null) return null;
  const { options, present } = found;
  const presets = [...(options.presets ?? [])];
  if (typescript && !has(present, /typescript/)) {
    presets.push([toolchain.part('@babel/preset-typescript'), { allowDeclareFields: true }]);
  }
  const modules = moduleTransform(toolchain, transform, present);
  const instrumented = has(present, /^(babel-plugin-)?lockstep$/);
  const istanbul = coverage(toolchain, path, transform);
  const syntax = compiled ? NO_SYNTAX : syntaxOf(path, transform, present, toolchain);
  const withPlugins = (syntaxPlugins: readonly PluginItem[]): BabelOptions => ({
    ...options,
    ...istanbul,
    // Without a module transform of the user's own, files may be old CommonJS: strict mode is not forced on them.
    ...(options.sourceType === undefined && !has(present, /transform-modules-/)
      ? { sourceType: 'unambiguous' as const }
      : {}),
    // Node wraps CommonJS in a function, which may return.
    ...(transform.supportsStaticESM ? {} : { parserOpts: { ...options.parserOpts, allowReturnOutsideFunction: true } }),
    presets,
    plugins: [
      ...(instrumented ? [] : [instrumentation(path, transform)]),
      ...syntaxPlugins,
      ...(options.plugins ?? []),
      ...modules,
      ...(istanbul.plugins ?? []),
    ],
  });
  return {
    options: withPlugins(syntax.plugins),
    further: syntax.further === null ? null : withPlugins([...syntax.plugins, ...syntax.further]),
    configured: !own,
    configFiles: found.configFiles,
  };
}
