// What stands at the head of an instrumented file: the runtime, the switch, the loggers and the site table. It is put there after all
// other plugins are done, above the `require` calls that imports become, because circular imports call functions before their module runs.

import type { types as t } from '@babel/core';
import { call, declare, identifier, member, number, string } from './nodes';
import type { Logger, Rewriter } from './rewriter';
import type { Syntax } from './syntax';

/** What the header says of the file. */
export interface FileDescription {
  readonly name: string;
  readonly hash: string;
  readonly environment: boolean | null;
}

const LOGGERS: Record<Logger, { entry: string; parameters: string }> = {
  read: { entry: 'read', parameters: 'o, k' },
  write: { entry: 'write', parameters: 'o, k' },
  variable: { entry: 'variable', parameters: 'n, w' },
  method: { entry: 'method', parameters: 'o, n, k' },
};

/** Unpacks the site table: see SiteTable.packed. `l` is the line so far. */
const UNPACK =
  '(n, p, l) => p.split(" ").flatMap(x => (x = [x[0], ...x.slice(1).split(",")], [x[0], l += +x[1], +x[2], n[x[3]], n[x[4]]]))';

export function header(file: FileDescription, rewriter: Rewriter, module: boolean, syntax: Syntax): t.Statement[] {
  const { runtime, base, tracking, options } = rewriter;
  const statements: t.Statement[] = [];
  if (module && options.runtime !== 'global')
    statements.push({
      type: 'ImportDeclaration',
      specifiers: [],
      source: string(options.runtime),
      attributes: [],
    } as t.ImportDeclaration);
  const variables: [t.LVal, t.Expression][] = [[identifier(runtime), realm(rewriter, module, file.name, syntax)]];
  if (rewriter.usesTracking) variables.push([identifier(tracking), member(identifier(runtime), 't')]);
  variables.push([identifier(base), call(member(identifier(runtime), 'file'), [information(file, rewriter, syntax)])]);
  statements.push(declare('var', ...variables));
  const functions = [...rewriter.helperSource];
  for (const [logger, name] of rewriter.loggers) {
    const { entry, parameters } = LOGGERS[logger];
    functions.push(`function ${name}(${parameters}, i) { ${runtime}.${entry}(${parameters}, ${base} + i); }`);
  }
  if (functions.length > 0) statements.push(...functions.flatMap((code) => syntax.statements(code)));
  return statements;
}

/** The expression that finds the realm's runtime; names that the file itself uses for something else are avoided. */
function realm(rewriter: Rewriter, module: boolean, file: string, syntax: Syntax): t.Expression {
  const { options, analysis } = rewriter;
  const bound = analysis.scopes.get(analysis.program.node)?.bindings;
  const root = bound?.has('globalThis') ? 'Function("return this")()' : 'globalThis';
  const found = `${root}[${root}.Symbol.for("lockstep.runtime")]`;
  if (options.runtime !== 'global' && !module)
    return syntax.expression(`${found} ?? (require(${JSON.stringify(options.runtime)}), ${found})`);
  const fail = syntax.expression(`message => { throw new ${root}.Error(message); }`);
  const message =
    `${file} was instrumented by babel-plugin-lockstep, but there is no Lockstep runtime in this realm. ` +
    "Run it under the Jest preset 'lockstep', or import 'lockstep/runtime' first.";
  return {
    type: 'LogicalExpression',
    operator: '??',
    left: syntax.expression(found),
    right: call(fail, [string(message)]),
  };
}

function information(file: FileDescription, rewriter: Rewriter, syntax: Syntax): t.Expression {
  const { sites } = rewriter;
  const property = (key: string, value: t.Expression): t.ObjectProperty => ({
    type: 'ObjectProperty',
    key: identifier(key),
    value,
    computed: false,
    shorthand: false,
  });
  const properties = [
    property('v', number(1)),
    property('name', string(file.name)),
    property('hash', string(file.hash)),
  ];
  if (file.environment !== null) properties.push(property('env', number(file.environment ? 1 : 0)));
  const strings: t.ArrayExpression = { type: 'ArrayExpression', elements: sites.strings.map(string) };
  const table: t.Expression =
    sites.size === 0
      ? { type: 'ArrayExpression', elements: [] }
      : call(syntax.expression(UNPACK), [strings, string(sites.packed), number(0)]);
  properties.push(property('s', table));
  return { type: 'ObjectExpression', properties };
}
