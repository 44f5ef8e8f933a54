// The parts of Jest's interfaces that the preset meets, written down here so that the published types need no package of Jest.

/** A project's configuration as Jest has normalised it. */
export interface ProjectConfig {
  readonly rootDir: string;
  readonly cwd: string;
  readonly roots: readonly string[];
  readonly testMatch: readonly string[];
  readonly testRegex: readonly (string | RegExp)[];
  readonly setupFiles: readonly string[];
  readonly setupFilesAfterEnv: readonly string[];
  readonly snapshotSerializers: readonly string[];
  readonly transform: readonly (readonly [pattern: string, path: string, options: unknown])[];
  readonly globals: Readonly<Record<string, unknown>>;
  readonly injectGlobals: boolean;
  readonly displayName?: { readonly name: string };
  readonly silent?: boolean;
}

export interface GlobalConfig {
  readonly silent?: boolean;
  readonly collectTests?: boolean;
  readonly collectCoverage?: boolean;
}

/** What Jest tells a transformer about the file. */
export interface TransformOptions {
  readonly config: Pick<ProjectConfig, 'rootDir' | 'cwd'> & Partial<Pick<ProjectConfig, 'globals'>>;
  readonly configString: string;
  readonly instrument: boolean;
  readonly supportsDynamicImport?: boolean;
  readonly supportsExportNamespaceFrom?: boolean;
  readonly supportsStaticESM?: boolean;
  readonly supportsTopLevelAwait?: boolean;
  readonly transformerConfig?: unknown;
}

/** A source map as Babel and Jest's transformers hand it on. */
export type SourceMap = object | string | null | undefined;

export interface TransformedSource {
  readonly code: string;
  readonly map?: SourceMap;
}

export interface Transformer {
  readonly canInstrument?: boolean;
  getCacheKey?(source: string, path: string, options: TransformOptions): string;
  getCacheKeyAsync?(source: string, path: string, options: TransformOptions): Promise<string>;
  process?(source: string, path: string, options: TransformOptions): TransformedSource;
  processAsync?(source: string, path: string, options: TransformOptions): Promise<TransformedSource>;
}
