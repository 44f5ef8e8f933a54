// A value as text in reports: short, on one line, and different for NaN, -0, undefined and null.

/** @param limit longest text, in characters; more is cut with "…" */
export function describeValue(value: unknown, limit = 120): string {
  const text = describe(value, 0);
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

const DEPTH = 6;

function describe(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'function') return `[function ${value.name || 'anonymous'}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth >= DEPTH) return '…';
  const inner = (item: unknown) => describe(item, depth + 1);
  if (Array.isArray(value)) return `[${value.map(inner).join(', ')}]`;
  if (value instanceof Map)
    return `{${Array.from(value, ([key, item]) => `${inner(key)}: ${inner(item)}`).join(', ')}}`;
  if (value instanceof Set) return `{${Array.from(value, inner).join(', ')}}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  const entries = Object.entries(value).map(([name, item]) => `${name}: ${inner(item)}`);
  return `{${entries.join(', ')}}`;
}
