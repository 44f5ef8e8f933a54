// The integrity hash of a trace: SHA-256 over its content in canonical JSON (keys sorted). The layout does not change it, but any edit
// does.

import { createHash } from 'node:crypto';

/**
 * Hash over everything in `content` but the field `integrity` itself.
 * @param written canonical JSON of fields for which it is known already
 */
export function integrityOf(content: object, written: ReadonlyMap<string, string> = new Map()): string {
  const { integrity: _, ...rest } = content as { integrity?: unknown };
  return `sha256-${createHash('sha256').update(objectText(rest, written)).digest('hex').slice(0, 32)}`;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return value.some(isObject) ? `[${value.map(canonical).join(',')}]` : JSON.stringify(value);
  return isObject(value) ? objectText(value) : (JSON.stringify(value) ?? 'null');
}

function objectText(value: object, written: ReadonlyMap<string, string> = new Map()): string {
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${written.get(key) ?? canonical(field)}`);
  return `{${fields.join(',')}}`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
