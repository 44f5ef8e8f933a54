// babel-plugin-lockstep: the plugin's shell. The work is done after all other plugins, on the finished program: types are gone, calls
// of `jest.mock` are hoisted and counters of coverage are in place, so nothing of what is made here can disturb them, and no other
// plugin has to walk through it, which would cost more than making it.

import { hash } from 'node:crypto';
import { relative, sep } from 'node:path';
import type { BabelFile, PluginObj, types as t } from '@babel/core';
import type { Scope } from '@babel/traverse';
import type { FileDescription } from './header';
import { instrument } from './instrument';
import { type Options, readOptions } from './options';
import { environmentPragma } from './pragma';
import type { Babel } from './program-facts';
import { needsShield, shield, unshield } from './shield';
import { fieldsWithCode } from './syntax';
import { TreeSnapshot } from './tree-snapshot';
import { UnsupportedSyntax } from './unsupported';

interface BabelApi {
  readonly types: { readonly VISITOR_KEYS: Record<string, readonly string[]> };
  readonly traverse: { readonly cache: { readonly scope: WeakMap<t.Node, Scope> } };
  assertVersion(range: string): void;
}

const SEEN = 'lockstep';

export default function lockstep(api: BabelApi, given: unknown): PluginObj {
  api.assertVersion('^7.22.0 || ^8.0.0');
  const options = readOptions(given);
  const babel: Babel = { fields: fieldsWithCode(api.types.VISITOR_KEYS), scopes: () => api.traverse.cache.scope };
  const files = new WeakMap<t.File, { readonly file: BabelFile; readonly parsed: TreeSnapshot | null }>();
  const shielded = new WeakSet<t.Program>();
  const plugin = {
    name: 'lockstep',
    manipulateOptions(_options: unknown, parserOptions: { plugins: unknown[] }) {
      parserOptions.plugins.push('explicitResourceManagement');
    },
    pre(file: BabelFile) {
      refuseSecondRun(file);
      // In a pass after the first, Babel's scopes may be older than the tree.
      const { passPerPreset } = file.opts as { readonly passPerPreset?: boolean };
      const parsed = passPerPreset ? null : new TreeSnapshot(file.ast.program);
      files.set(file.ast, { file, parsed });
    },
    visitor: {
      Program({ node }: { node: t.Program }, { file }: { file: BabelFile }) {
        if (!needsShield(file.opts.plugins)) return;
        shield(node);
        shielded.add(node);
      },
    },
    /** Called when all passes are over and the code is about to be printed. Returning nothing leaves the printing to Babel. */
    generatorOverride(ast: t.File) {
      const known = files.get(ast);
      if (known === undefined) return;
      const { file, parsed } = known;
      if (shielded.has(ast.program)) unshield(ast.program);
      try {
        instrument(file, parsed, describe(file, options), options, babel);
      } catch (error) {
        throw error instanceof UnsupportedSyntax ? withCodeFrame(file, error) : error;
      }
    },
  };
  return plugin as unknown as PluginObj;
}

/** Babel's types leave the method out. */
function withCodeFrame(file: BabelFile, { node, message }: UnsupportedSyntax): Error {
  const { buildCodeFrameError } = file as unknown as Record<string, (node: t.Node, message: string) => Error>;
  return buildCodeFrameError?.call(file, node, message) ?? new Error(message);
}

function describe(file: BabelFile, options: Options): FileDescription {
  const { filename, root, cwd } = file.opts;
  return {
    name: filename
      ? relative(options.root ?? root ?? cwd ?? '.', filename)
          .split(sep)
          .join('/')
      : 'unknown',
    hash: hash('sha256', file.code, 'hex').slice(0, 16),
    environment: environmentPragma(file.ast.comments ?? []),
  };
}

/** Two runs over one file would call the runtime twice for everything. */
function refuseSecondRun(file: BabelFile): void {
  const metadata = file.metadata as unknown as Record<string, unknown>;
  const instrumented =
    file.code.includes('.Symbol.for("lockstep.runtime")]') && /\.file\(\{\s*v: 1,\s*name: "/.test(file.code);
  if (metadata[SEEN] === true || instrumented)
    throw new Error(
      'babel-plugin-lockstep runs twice on this file. List it once: with the Jest preset it need not be in the Babel configuration at all.',
    );
  metadata[SEEN] = true;
}
