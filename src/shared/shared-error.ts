// What operations on shared structures throw.

export type SharedErrorCode = 'NO_ROW' | 'DROPPED' | 'NOT_A_NUMBER' | 'WRONG_KIND' | 'NO_TERM';

/** An operation cannot be carried out on what the structure holds. `code` says why, for programs. */
export class SharedError extends Error {
  override readonly name = 'SharedError';

  constructor(
    message: string,
    readonly code: SharedErrorCode,
  ) {
    super(message);
  }
}

/** A value as messages show it. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}
