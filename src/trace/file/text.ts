// The layout of a trace file: JSON with a line for each field, and for each entry of a table, so that two files can be compared line
// by line.

import { integrityOf } from '../integrity';

/** Fields whose entries are texts and rows of plain values, so that the JSON of an entry is canonical. */
const TABLES: ReadonlySet<string> = new Set(['tasks', 'names', 'operations', 'sites', 'decisions', 'events']);

/** As long as the hash of any content. */
const ANY_HASH = `sha256-${'0'.repeat(32)}`;

/** The text of a document, with the hash of its content. */
export function fileText(document: object): string {
  const tables = linesOf(document);
  const written = new Map(Array.from(tables, ([key, lines]) => [key, `[${lines.join(',')}]`]));
  return layOut({ ...document, integrity: integrityOf(document, written) }, tables);
}

/** How many bytes the text of a document has. */
export function sizeOf(document: object): number {
  return Buffer.byteLength(layOut({ ...document, integrity: ANY_HASH }, linesOf(document)));
}

function linesOf(document: object): Map<string, string[]> {
  const tables = new Map<string, string[]>();
  for (const [key, value] of Object.entries(document))
    if (TABLES.has(key) && hasRows(value))
      tables.set(
        key,
        value.map((entry) => JSON.stringify(entry)),
      );
  return tables;
}

/** False for the lists of version 1, which hold objects. */
function hasRows(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((row) => typeof row !== 'object' || Array.isArray(row));
}

/** Entries are not indented: there are many of them. */
function layOut(document: object, tables: ReadonlyMap<string, readonly string[]>): string {
  const fields = Object.entries(document)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `  ${JSON.stringify(key)}: ${tableText(tables.get(key), key, value)}`);
  return `{\n${fields.join(',\n')}\n}\n`;
}

function tableText(lines: readonly string[] | undefined, key: string, value: unknown): string {
  if (lines !== undefined) return lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  if (key !== 'sources' || typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([name, hash]) => `${JSON.stringify(name)}: ${JSON.stringify(hash)}`);
  return entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}\n  }`;
}
