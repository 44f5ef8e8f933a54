// The steps over one file: `using` is lowered, scopes are made anew if other plugins have changed the tree, the program is lowered, and the header is put in front.

import type { BabelFile } from '@babel/core';
import { isDeepFile, usesYieldAsName } from './deep/mention';
import { deepProgram, hasDeepProgram } from './deep/program';
import { deepVisitors } from './deep/visitors';
import { type FileDescription, header } from './header';
import { Lowering } from './lowering';
import type { Options } from './options';
import { deepPragma } from './pragma';
import { type Babel, programFacts } from './program-facts';
import { SiteTable } from './site-table';
import { isModule } from './syntax';
import type { TreeSnapshot } from './tree-snapshot';
import { visitors } from './visitors';

/** @param parsed the tree before other plugins worked on it; null if nobody knows */
export function instrument(
  file: BabelFile,
  parsed: TreeSnapshot | null,
  description: FileDescription,
  options: Options,
  babel: Babel,
): void {
  const { path, code } = file;
  const known = programFacts(path, parsed, babel);
  const asked = options.deep ?? (deepPragma(file.ast.comments ?? []) || undefined);
  const deep = isDeepFile(code, asked) && !usesYieldAsName(path.node);
  const sites = new SiteTable(code);
  const lowering = new Lowering(known, options, sites, deep ? deepVisitors : visitors, babel.fields, deep);
  const { node } = path;
  const { accessors, info } = lowering.frame;
  lowering.block = { scope: lowering.scope, accessors, declarations: lowering.hoisted, strict: info.strict };
  const isDeep = hasDeepProgram(code, path, lowering);
  lowering.frame.deep = isDeep;
  const lowered = lowering.list(node.body);
  const statements = isDeep ? deepProgram(lowered, lowering) : lowering.withTemporaries(lowered);
  const body = [...statements, ...lowering.hoisted];
  node.body = lowering.usesRuntime
    ? [
        ...header(description, lowering, isModule(node)),
        ...lowering.moduleStatements,
        ...lowering.hoistedStrict,
        ...lowering.twinStatements,
        ...body,
      ]
    : body;
}
