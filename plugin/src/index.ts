// babel-plugin-lockstep: the plugin's shell. The work is done after all other plugins, on the finished program: types are gone, calls
// of `jest.mock` are hoisted and counters of coverage are in place, so nothing of what is made here can disturb them, and no other
// plugin has to walk through it, which would cost more than making it.

import { hash } from 'node:crypto';
import { relative, sep } from 'node:path';
import type { BabelFile, PluginObj, types as t } from '@babel/core';
import { Analysis } from './analysis';
import { type FileDescription, header } from './header';
import { instrumentNode } from './instrument';
import { type Options, readOptions } from './options';
import { environmentPragma } from './pragma';
import { Rewriter } from './rewriter';
import { needsShield, shield, unshield } from './shield';
import { SiteTable } from './site-table';
import { UnsupportedSyntax } from './unsupported';
import { UsingLowering } from './using';

interface BabelApi {
  readonly types: { readonly VISITOR_KEYS: Record<string, readonly string[]> };
  assertVersion(range: string): void;
}

const SEEN = 'lockstep';

export default function lockstep(api: BabelApi, given: unknown): PluginObj {
  api.assertVersion('^7.22.0 || ^8.0.0');
  const options = readOptions(given);
  const files = new WeakMap<t.File, BabelFile>();
  const shielded = new WeakSet<t.Program>();
  const plugin = {
    name: 'lockstep',
    manipulateOptions(_options: unknown, parserOptions: { plugins: unknown[] }) {
      parserOptions.plugins.push('explicitResourceManagement');
    },
    pre(file: BabelFile) {
      refuseSecondRun(file);
      files.set(file.ast, file);
    },
    visitor: {
      Program({ node }: { node: t.Program }, { file }: { file: BabelFile }) {
        if (!needsShield(file.opts.plugins)) return;
        shield(node, api.types.VISITOR_KEYS);
        shielded.add(node);
      },
    },
    /** Called when all passes are over and the code is about to be printed. Returning nothing leaves the printing to Babel. */
    generatorOverride(ast: t.File) {
      const file = files.get(ast);
      if (file === undefined) return;
      if (shielded.has(ast.program)) unshield(ast.program, api.types.VISITOR_KEYS);
      try {
        instrument(file, options, api.types.VISITOR_KEYS);
      } catch (error) {
        throw error instanceof UnsupportedSyntax ? withCodeFrame(file, error) : error;
      }
    },
  };
  return plugin as unknown as PluginObj;
}

function instrument(file: BabelFile, options: Options, keys: Record<string, readonly string[]>): void {
  const { program } = file.ast;
  const using = new UsingLowering(keys, file.code);
  if (/\busing\b/.test(file.code)) using.lower(program, false);
  const analysis = new Analysis(program, keys);
  const rewriter = new Rewriter(analysis, options, new SiteTable(file.code), keys, using.entries, instrumentNode);
  const scope = analysis.scopes.get(program);
  const { accessors } = rewriter.frame;
  if (scope !== undefined) rewriter.block = { scope, accessors, declarations: rewriter.hoisted };
  rewriter.list(program.body);
  rewriter.declareTemporaries(program.body);
  program.body.push(...rewriter.hoisted);
  if (!rewriter.usesRuntime) return;
  const module = program.body.some(({ type }) => type === 'ImportDeclaration' || type.startsWith('Export'));
  program.body.unshift(header(describe(file, options), rewriter, module), ...rewriter.hoistedStrict);
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
