// What stands at the head of an instrumented file: the runtime, the switch, the loggers and the site table. It stands above the `require`
// calls that imports become, because circular imports call functions before their module runs.

import { types as t, template } from '@babel/core';
import { callExpression, identifier, logicalExpression, memberExpression, numericLiteral } from './builders';
import { arrow, declaration, member, sequence, string } from './expressions';
import type { Lowering } from './lowering';
import type { SiteTable } from './site-table';

/** What the header says of the file. */
export interface FileDescription {
  readonly name: string;
  readonly hash: string;
  readonly environment: boolean | null;
}

/** A longer site table is packed. Most files have a shorter one, and code that unpacks it is as long as this many sites. */
const LONGEST_PLAIN = 8;

/** Unpacks the site table: see SiteTable.packed. `l` is the line so far. */
const unpack = template.expression(
  '(n, p, l) => p.split(" ").flatMap(x => (x = [x[0], ...x.slice(1).split(",")], [x[0], l += +x[1], +x[2], n[x[3]], n[x[4]]]))',
  { placeholderPattern: false },
);

export function header(file: FileDescription, lowering: Lowering, isModule: boolean): t.Statement[] {
  const { runtime, base, options, helpers } = lowering;
  const own = (name: string) => identifier(name);
  const variables: [t.LVal, t.Expression][] = [[own(runtime), realm(lowering, isModule, file.name)]];
  if (helpers.usesTracking) variables.push([own(helpers.tracking), member(own(runtime), 't')]);
  if (helpers.deep !== null) variables.push([own(helpers.deep), member(own(runtime), 'd')]);
  variables.push(
    [own(base), callExpression(member(own(runtime), 'file'), [information(file, lowering)])],
    [own(runtime), callExpression(member(own(runtime), 'view'), [own(base)])],
  );
  const statements: t.Statement[] = [declaration('var', ...variables), ...helpers.declarations()];
  if (isModule && options.runtime !== 'global') statements.unshift(t.importDeclaration([], string(options.runtime)));
  return statements;
}

/** The expression that finds the realm's runtime; names that the file itself uses for something else are avoided. */
function realm(lowering: Lowering, isModule: boolean, file: string): t.Expression {
  const { options, facts } = lowering;
  const root = () =>
    facts.program.scope.hasOwnBinding('globalThis')
      ? callExpression(callExpression(identifier('Function'), [string('return this')]), [])
      : identifier('globalThis');
  const key = callExpression(member(member(root(), 'Symbol'), 'for'), [string('lockstep.runtime')]);
  const found = memberExpression(root(), key, true);
  if (options.runtime !== 'global' && !isModule) {
    const load = callExpression(identifier('require'), [string(options.runtime)]);
    return logicalExpression('??', found, sequence(load, t.cloneNode(found)));
  }
  const message =
    `${file} was instrumented by babel-plugin-lockstep, but there is no Lockstep runtime in this realm. ` +
    "Run it under the Jest preset 'lockstep', or import 'lockstep/runtime' first.";
  const error = t.newExpression(member(root(), 'Error'), [string(message)]);
  const fail = arrow([], t.blockStatement([t.throwStatement(error)]));
  return logicalExpression('??', found, callExpression(fail, []));
}

function information(file: FileDescription, { sites }: Lowering): t.Expression {
  const property = (name: string, value: t.Expression) => t.objectProperty(identifier(name), value);
  const properties = [
    property('v', numericLiteral(1)),
    property('name', string(file.name)),
    property('hash', string(file.hash)),
  ];
  if (file.environment !== null) properties.push(property('env', numericLiteral(file.environment ? 1 : 0)));
  return t.objectExpression([...properties, property('s', sites.size <= LONGEST_PLAIN ? plain(sites) : packed(sites))]);
}

function plain({ entries }: SiteTable): t.Expression {
  return t.arrayExpression(entries.map((entry) => (typeof entry === 'string' ? string(entry) : numericLiteral(entry))));
}

function packed(sites: SiteTable): t.Expression {
  const { strings, rows } = sites.packed();
  const names = t.arrayExpression(strings.map((text) => string(text)));
  return callExpression(unpack(), [names, string(rows), numericLiteral(0)]);
}
