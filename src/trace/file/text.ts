// The layout of a trace file: JSON with a line for each field, and for each entry of a table, so that two files can be compared line
// by line.

import { integrityOf } from '../integrity';

/** Fields that hold many entries. */
const TABLES: ReadonlySet<string> = new Set([
  'sources',
  'tasks',
  'names',
  'operations',
  'sites',
  'decisions',
  'events',
]);

/** The text of a document, with the hash of its content. */
export function fileText(document: object): string {
  const fields = Object.entries({ ...document, integrity: integrityOf(document) })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `  ${JSON.stringify(key)}: ${TABLES.has(key) ? table(value) : JSON.stringify(value)}`);
  return `{\n${fields.join(',\n')}\n}\n`;
}

/** Entries are not indented: there are many of them. */
function table(value: unknown): string {
  if (Array.isArray(value))
    return bracketed(
      '[',
      value.map((item) => JSON.stringify(item)),
      ']',
    );
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${JSON.stringify(item)}`);
  return bracketed('{', entries, '}');
}

function bracketed(open: string, lines: readonly string[], close: string): string {
  return lines.length === 0 ? open + close : `${open}\n${lines.join(',\n')}\n  ${close}`;
}
