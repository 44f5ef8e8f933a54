// The user's own transformer (ts-jest, @swc/jest, …), loaded as Jest would load it, to run before the instrumentation.

import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TransformedSource, Transformer, TransformOptions } from './jest-types';

/** What `withLockstep` writes into the transformer's options. */
export interface UserTransformerReference {
  /** Module name or absolute path, as the user's configuration had it. */
  readonly path: string;
  readonly options?: unknown;
  /** The user's `transformIgnorePatterns`: what the user's transformer is not meant for. */
  readonly ignore?: readonly string[];
}

interface Factory {
  createTransformer(options: unknown): Transformer;
}

function load(reference: UserTransformerReference, rootDir: string): Transformer {
  const from = createRequire(join(rootDir, 'package.json'));
  const loaded = from(reference.path) as { default?: unknown };
  const module = (loaded.default ?? loaded) as Partial<Factory> & Transformer;
  return typeof module.createTransformer === 'function' ? module.createTransformer(reference.options ?? {}) : module;
}

/** One user transformer with the answers it gives about a file. */
export class UserTransformer {
  private loaded: Transformer | null = null;
  private readonly ignored: RegExp | null;

  constructor(private readonly reference: UserTransformerReference) {
    const { ignore } = reference;
    this.ignored = ignore === undefined || ignore.length === 0 ? null : new RegExp(ignore.join('|'));
  }

  private transformer(options: TransformOptions): Transformer {
    this.loaded ??= load(this.reference, options.config.rootDir);
    return this.loaded;
  }

  /** Whether the user's transformer would have been given the file without Lockstep. */
  handles(path: string): boolean {
    return this.ignored === null || !this.ignored.test(path);
  }

  /** The transformer adds coverage counters itself. */
  canInstrument(options: TransformOptions): boolean {
    return this.transformer(options).canInstrument === true;
  }

  key(source: string, path: string, options: TransformOptions): string {
    const transformer = this.transformer(options);
    const inner = { ...options, transformerConfig: this.reference.options ?? {} };
    const key = transformer.getCacheKey?.(source, path, inner);
    if (key !== undefined) return key;
    return createHash('sha256').update(options.configString).update(JSON.stringify(this.reference)).digest('hex');
  }

  process(source: string, path: string, options: TransformOptions): TransformedSource {
    const transformer = this.transformer(options);
    if (transformer.process === undefined) {
      throw new Error(
        `lockstep: the transformer ${this.reference.path} only has processAsync, which Jest uses for ES modules. ` +
          `${path} is loaded as CommonJS and needs a transformer with process.`,
      );
    }
    return transformer.process(source, path, { ...options, transformerConfig: this.reference.options ?? {} });
  }

  async processAsync(source: string, path: string, options: TransformOptions): Promise<TransformedSource> {
    const transformer = this.transformer(options);
    if (transformer.processAsync === undefined) return this.process(source, path, options);
    return transformer.processAsync(source, path, { ...options, transformerConfig: this.reference.options ?? {} });
  }
}
