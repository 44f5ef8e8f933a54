// What `tsconfig.json` says of how a file is compiled, as far as the preset compiles it by itself. TypeScript need not be installed, and from
// version 7 on has no function for this.

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type * as BabelCore from '@babel/core';
import type { types as t } from '@babel/core';

export interface CompilerOptions {
  readonly experimentalDecorators?: boolean;
  readonly emitDecoratorMetadata?: boolean;
  readonly jsx?: string;
  readonly jsxFactory?: string;
  readonly jsxFragmentFactory?: string;
  readonly jsxImportSource?: string;
}

/** Options that are read; others are of no importance here. */
const READ = [
  'experimentalDecorators',
  'emitDecoratorMetadata',
  'jsx',
  'jsxFactory',
  'jsxFragmentFactory',
  'jsxImportSource',
] as const;

type Core = Pick<typeof BabelCore, 'parseSync'>;

/** The value of an expression without anything that would have to be run; undefined for others. */
function valueOf(node: t.Node): unknown {
  switch (node.type) {
    case 'ObjectExpression': {
      const entries = node.properties.map((property): [string, unknown] => {
        if (property.type !== 'ObjectProperty') return ['', undefined];
        const { key } = property;
        return [key.type === 'StringLiteral' ? key.value : '', valueOf(property.value)];
      });
      return Object.fromEntries(entries);
    }
    case 'ArrayExpression':
      return node.elements.map((element) => (element === null ? undefined : valueOf(element)));
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return node.value;
    default:
      return undefined;
  }
}

/** JSON with comments and trailing commas is JavaScript. */
function parsed(text: string, { parseSync }: Core): Readonly<Record<string, unknown>> {
  const options = { configFile: false, babelrc: false, sourceType: 'script' } as const;
  try {
    const [statement] = parseSync(`(${text.replace(/^\uFEFF/, '')}\n)`, options)?.program.body ?? [];
    const value = statement?.type === 'ExpressionStatement' ? valueOf(statement.expression) : undefined;
    return (value ?? {}) as Readonly<Record<string, unknown>>;
  } catch {
    // It is TypeScript's part to say what is wrong with it.
    return {};
  }
}

/** The file that `extends` names; null if there is none. */
function extended(name: string, from: string): string | null {
  if (/^\.{0,2}\//.test(name)) {
    const path = resolve(dirname(from), name);
    return [path, `${path}.json`].find((candidate) => candidate.endsWith('.json') && existsSync(candidate)) ?? null;
  }
  const { resolve: find } = createRequire(from);
  for (const request of [name, `${name}.json`, `${name}/tsconfig.json`]) {
    try {
      const path = find(request);
      if (path.endsWith('.json')) return path;
    } catch {
      // The next form may be the one.
    }
  }
  return null;
}

function read(path: string, core: Core, seen: ReadonlySet<string>): CompilerOptions {
  if (seen.has(path)) return {};
  const config = parsed(readFileSync(path, 'utf8'), core);
  const bases = [config.extends ?? []].flat().filter((name): name is string => typeof name === 'string');
  let options: CompilerOptions = {};
  for (const name of bases) {
    const base = extended(name, path);
    if (base !== null) options = { ...options, ...read(base, core, new Set([...seen, path])) };
  }
  const own = (config.compilerOptions ?? {}) as Readonly<Record<string, unknown>>;
  return {
    ...options,
    ...Object.fromEntries(READ.filter((name) => own[name] !== undefined).map((name) => [name, own[name]])),
  };
}

const known = new Map<string, CompilerOptions>();

/** What the nearest `tsconfig.json` above `folder` says, up to `root`; nothing if there is none. */
export function compilerOptionsFor(folder: string, root: string, core: Core): CompilerOptions {
  let options = known.get(folder);
  if (options === undefined) {
    const path = join(folder, 'tsconfig.json');
    const parent = dirname(folder);
    if (existsSync(path)) options = read(path, core, new Set());
    else options = folder === root || parent === folder ? {} : compilerOptionsFor(parent, root, core);
    known.set(folder, options);
  }
  return options;
}
