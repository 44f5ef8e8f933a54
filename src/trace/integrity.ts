// The integrity hash of a trace: SHA-256 over its content in canonical JSON (keys sorted), so that layout does not matter and any
// edit does.

import { createHash } from 'node:crypto';

/** Hash over everything in `content` but the field `integrity` itself. */
export function integrityOf(content: object): string {
  const { integrity: _, ...rest } = content as { integrity?: unknown };
  return `sha256-${createHash('sha256').update(canonical(rest)).digest('hex').slice(0, 32)}`;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return value.some(isObject) ? `[${value.map(canonical).join(',')}]` : JSON.stringify(value);
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`);
  return `{${fields.join(',')}}`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
