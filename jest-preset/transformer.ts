// Jest's transformer: compiles a file as babel-jest would, with the instrumentation; or runs the user's own transformer first and
// instruments what comes out.

import type { BabelFileResult, TransformOptions as BabelOptions } from '@babel/core';
import { type Toolchain, toolchainFor } from './babel';
import { cacheKey } from './cache-key';
import { type BabelJestOptions, compilerOptions, decidingOptions, type FileRequest, fileOptions } from './file-options';
import type { TransformedSource, Transformer, TransformOptions } from './jest-types';
import { explained, missingSyntax } from './missing-syntax';
import { isNeverInstrumented } from './never-instrumented';
import { mapOf, originalPositions } from './original-positions';
import { rememberTransformed } from './transformed-files';
import { UserTransformer, type UserTransformerReference } from './user-transformer';

export interface TransformerOptions {
  /** The user's own transformer, which runs first. Written by `withLockstep`. */
  readonly first?: UserTransformerReference;
  /** What the user gave to babel-jest. Written by `withLockstep`. */
  readonly babel?: BabelJestOptions;
}

function checked(options: unknown): TransformerOptions {
  const given = (options ?? {}) as Record<string, unknown>;
  for (const name of Object.keys(given)) {
    if (name === 'first' || name === 'babel') continue;
    throw new Error(
      `lockstep: the transformer lockstep/jest-preset/transformer was given the option "${name}", which it does not know. ` +
        'Options of Babel belong into the Babel configuration, options of Lockstep into globals.lockstep of the Jest configuration.',
    );
  }
  return given as TransformerOptions;
}

/** Babel's options for code that the user's transformer has compiled from `path`. */
function afterTheUser(options: BabelOptions, path: string, compiled: TransformedSource): BabelOptions {
  const map = mapOf(compiled.code, compiled.map);
  if (map === null) return options;
  return {
    ...options,
    sourceMaps: true,
    sourceFileName: path,
    inputSourceMap: false as never,
    plugins: [originalPositions(map), ...(options.plugins ?? [])],
  };
}

/** What Jest gets: the code, and a map to the source, whatever Babel was given. */
function result(babel: BabelFileResult | null, source: string): TransformedSource {
  if (typeof babel?.code !== 'string') return { code: source };
  return { code: babel.code, map: babel.map == null ? babel.map : { ...babel.map, sourcesContent: [source] } };
}

interface Work {
  readonly core: Toolchain['core'];
  readonly first: BabelOptions;
  /** The options to use after an error with the first ones; throws if there are no others. */
  readonly instead: (error: unknown) => BabelOptions;
}

function explaining<Result>(path: string, compile: () => Result): Result {
  try {
    return compile();
  } catch (error) {
    throw explained(error, path);
  }
}

export function createTransformer(given?: unknown): Transformer {
  const { first, babel = {} } = checked(given);
  const user = first === undefined ? null : new UserTransformer(first);

  /** The user's transformer if it is meant for the file. */
  const before = (path: string): UserTransformer | null => (user?.handles(path) ? user : null);

  /** What is left to do for Babel once `earlier` has run, as `of` says it; null if there is nothing. */
  const plan = <Options>(
    of: (toolchain: Toolchain, request: FileRequest) => Options | null,
    path: string,
    options: TransformOptions,
    earlier: UserTransformer | null,
  ): Options | null => {
    if (isNeverInstrumented(path)) return null;
    const instrument = options.instrument && !earlier?.canInstrument(options);
    return of(toolchainFor(options.config.rootDir), {
      path,
      transform: { ...options, instrument },
      compiled: earlier !== null,
      babel,
    });
  };

  /** The Babel to use and its options for what `earlier` has compiled; null if nothing is left to do. */
  const work = (
    path: string,
    options: TransformOptions,
    earlier: UserTransformer | null,
    compiled: TransformedSource,
  ): Work | null => {
    const file = plan(fileOptions, path, options, earlier);
    if (file === null) return null;
    rememberTransformed(path);
    const toolchain = toolchainFor(options.config.rootDir);
    const complete = (given: BabelOptions): BabelOptions => {
      const plain = file.configured ? compilerOptions(toolchain, given) : given;
      return earlier === null ? plain : afterTheUser(plain, path, compiled);
    };
    const { options: first, further } = file;
    return {
      core: toolchain.core,
      first: complete(first),
      instead(error) {
        if (further === null || missingSyntax(error) === undefined) throw explained(error, path);
        return complete(further);
      },
    };
  };

  const key = (source: string, path: string, options: TransformOptions): string => {
    const earlier = before(path);
    const file = plan(decidingOptions, path, options, earlier);
    if (file !== null) rememberTransformed(path);
    const { version } = toolchainFor(options.config.rootDir).core;
    return cacheKey(source, path, options, version, file, earlier?.key(source, path, options) ?? '');
  };

  return {
    canInstrument: true,
    getCacheKey: key,

    process(source, path, options) {
      const earlier = before(path);
      const compiled: TransformedSource = earlier?.process(source, path, options) ?? { code: source };
      const left = work(path, options, earlier, compiled);
      if (left === null) return compiled;
      try {
        return result(left.core.transformSync(compiled.code, left.first), source);
      } catch (error) {
        const further = left.instead(error);
        return explaining(path, () => result(left.core.transformSync(compiled.code, further), source));
      }
    },

    async processAsync(source, path, options) {
      const earlier = before(path);
      const compiled: TransformedSource = (await earlier?.processAsync(source, path, options)) ?? { code: source };
      const left = work(path, options, earlier, compiled);
      if (left === null) return compiled;
      try {
        return result(await left.core.transformAsync(compiled.code, left.first), source);
      } catch (error) {
        const further = left.instead(error);
        // Rare enough to be done at once.
        return explaining(path, () => result(left.core.transformSync(compiled.code, further), source));
      }
    },
  };
}

export default { createTransformer };
