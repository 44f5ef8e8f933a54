// The preset's module resolver: Jest's own, and a second try if that finds nothing. The second try makes two things loadable with `require`:
// packages for `import` only, and TypeScript sources that are imported under their compiled names.

import { extname } from 'node:path';

/** What Jest hands to a resolver, as far as it is used here. */
export interface ResolverOptions {
  readonly basedir: string;
  readonly conditions?: readonly string[];
  readonly defaultResolver: (request: string, options: ResolverOptions) => string;
}

/** Compiled extension → extensions of the source it may come from. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** Memoised per list of conditions: Jest's resolver keys its cache by the identity of the array. */
const withImport = new WeakMap<readonly string[], readonly string[]>();

function importConditions(conditions: readonly string[]): readonly string[] {
  let list = withImport.get(conditions);
  if (list === undefined) {
    list = [...conditions.filter((condition) => condition !== 'require'), 'import'];
    withImport.set(conditions, list);
  }
  return list;
}

/** Other ways to find `request`, in the order in which they are tried. */
function* alternatives(request: string, options: ResolverOptions): Generator<[string, ResolverOptions]> {
  const { conditions } = options;
  if (/^\.{0,2}\//.test(request)) {
    const extension = extname(request);
    const stem = request.slice(0, request.length - extension.length);
    for (const source of SOURCES[extension] ?? []) yield [stem + source, options];
  } else if (conditions?.includes('require')) {
    yield [request, { ...options, conditions: importConditions(conditions) }];
  }
}

/** Jest's resolver; a package that exports nothing for `require` is resolved as `import` would. */
export function sync(request: string, options: ResolverOptions): string {
  try {
    return options.defaultResolver(request, options);
  } catch (error) {
    for (const [name, changed] of alternatives(request, options)) {
      try {
        return options.defaultResolver(name, changed);
      } catch {
        // The first error says what was asked for.
      }
    }
    throw error;
  }
}
