// What stands at the head of an instrumented file, on one line: the runtime, the switch, the loggers and the site table. It stands above
// the `require` calls that imports become, because circular imports call functions before their module runs.

import type { types as t } from '@babel/core';
import { statement, verbatim } from './nodes';
import type { Logger, Rewriter } from './rewriter';

/** What the header says of the file. */
export interface FileDescription {
  readonly name: string;
  readonly hash: string;
  readonly environment: boolean | null;
}

/** What the file's own loggers take in front of the site's index `i`, and what they hand over with the site `s`. */
const LOGGERS: Record<Logger, { readonly takes: string; readonly hands: string }> = {
  read: { takes: 'o, k', hands: 'o, k, s' },
  write: { takes: 'o, k', hands: 'o, k, s' },
  variable: { takes: 'n, w, v', hands: 'n, w, s, v' },
  method: { takes: 'o, n, k', hands: 'o, n, k, s' },
};

/** Unpacks the site table: see SiteTable.packed. `l` is the line so far. */
const UNPACK =
  '((n, p, l) => p.split(" ").flatMap(x => (x = [x[0], ...x.slice(1).split(",")], [x[0], l += +x[1], +x[2], n[x[3]], n[x[4]]])))';

export function header(file: FileDescription, rewriter: Rewriter, module: boolean): t.Statement {
  const { runtime, base, tracking, options } = rewriter;
  const variables = [`${runtime} = ${realm(rewriter, module, file.name)}`];
  if (rewriter.usesTracking) variables.push(`${tracking} = ${runtime}.t`);
  variables.push(`${base} = ${runtime}.file(${information(file, rewriter)})`, `${runtime} = ${runtime}.view(${base})`);
  const parts = [`var ${variables.join(', ')}`];
  if (module && options.runtime !== 'global') parts.unshift(`import ${JSON.stringify(options.runtime)}`);
  for (const [logger, name] of rewriter.loggers) {
    const { takes, hands } = LOGGERS[logger];
    parts.push(`function ${name}(${takes}, i) { ${runtime}.${logger}(${hands.replace(/\bs\b/, `${base} + i`)}); }`);
  }
  return statement(verbatim([...parts, ...rewriter.helperSource].join('; ')));
}

/** The expression that finds the realm's runtime; names that the file itself uses for something else are avoided. */
function realm(rewriter: Rewriter, module: boolean, file: string): string {
  const { options, analysis } = rewriter;
  const bound = analysis.scopes.get(analysis.program.node)?.bindings;
  const root = bound?.has('globalThis') ? 'Function("return this")()' : 'globalThis';
  const found = `${root}[${root}.Symbol.for("lockstep.runtime")]`;
  if (options.runtime !== 'global' && !module) {
    const name = JSON.stringify(options.runtime);
    return `${found} ?? (require(${name}), ${found})`;
  }
  const message =
    `${file} was instrumented by babel-plugin-lockstep, but there is no Lockstep runtime in this realm. ` +
    "Run it under the Jest preset 'lockstep', or import 'lockstep/runtime' first.";
  return `${found} ?? (() => { throw new ${root}.Error(${JSON.stringify(message)}); })()`;
}

function information(file: FileDescription, rewriter: Rewriter): string {
  const { sites } = rewriter;
  const properties = ['v: 1', `name: ${JSON.stringify(file.name)}`, `hash: "${file.hash}"`];
  if (file.environment !== null) properties.push(`env: ${file.environment ? 1 : 0}`);
  properties.push(sites.size === 0 ? 's: []' : `s: ${UNPACK}(${JSON.stringify(sites.strings)}, "${sites.packed}", 0)`);
  return `{ ${properties.join(', ')} }`;
}
