// Building blocks for checking a parsed document: each check returns null, or a phrase that says where and what is wrong.

/** Returns null if `value` is as it should be, else a phrase like "`seed` should be an integer, got "x"". */
export type Check = (value: unknown, path: string) => string | null;

/** A cell of a row, which has a name in messages; `optional` cells may be missing at the end of the row. */
export interface RowCell {
  readonly name: string;
  readonly check: Check;
  readonly optional: boolean;
}

export const check = {
  text: basic('a string', (value) => typeof value === 'string'),
  flag: basic('true or false', (value) => typeof value === 'boolean'),
  bit: basic('0 or 1', (value) => value === 0 || value === 1),
  number: basic('a number', (value) => typeof value === 'number'),
  integer: basic('an integer', (value) => Number.isInteger(value)),

  integerFrom(least: number): Check {
    return basic(`an integer of at least ${least}`, (value) => Number.isInteger(value) && (value as number) >= least);
  },

  oneOf(...words: readonly string[]): Check {
    return basic(`one of ${words.join(', ')}`, (value) => words.includes(value as string));
  },

  /** The number of an entry of `table`. */
  indexInto(table: string, { length }: readonly unknown[]): Check {
    const range = length === 0 ? 'which is empty' : `which has the entries 0 to ${length - 1}`;
    return basic(
      `an index into \`${table}\`, ${range}`,
      (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) < length,
    );
  },

  nullOr(inner: Check): Check {
    return (value, path) => (value === null ? null : inner(value, path));
  },

  optional(inner: Check): Check {
    return (value, path) => (value === undefined ? null : inner(value, path));
  },

  list(inner: Check): Check {
    return (value, path) => {
      if (!Array.isArray(value)) return wrong(path, 'a list', value);
      for (const [index, item] of value.entries()) {
        const problem = problemOf(inner, item, () => `${path}[${index}]`);
        if (problem !== null) return problem;
      }
      return null;
    };
  },

  record(inner: Check): Check {
    return (value, path) => {
      if (!isObject(value)) return wrong(path, 'an object', value);
      for (const [key, item] of Object.entries(value)) {
        const problem = problemOf(inner, item, () => `${path}[${JSON.stringify(key)}]`);
        if (problem !== null) return problem;
      }
      return null;
    };
  },

  object(fields: Readonly<Record<string, Check>>): Check {
    const entries = Object.entries(fields);
    return (value, path) => {
      if (!isObject(value)) return wrong(path, 'an object', value);
      for (const [key, inner] of entries) {
        const problem = problemOf(inner, value[key], () => (path === '' ? key : `${path}.${key}`));
        if (problem !== null) return problem;
      }
      return null;
    };
  },

  /** A list with a meaning for each place. Messages call the places by their names. */
  row(cells: readonly RowCell[]): Check {
    const least = cells.filter((cell) => !cell.optional).length;
    const count = least === cells.length ? `${least}` : `${least} to ${cells.length}`;
    return (value, path) => {
      if (!Array.isArray(value) || value.length > cells.length) return wrong(path, `a list of ${count} values`, value);
      for (const [index, { name, check: inner, optional }] of cells.entries()) {
        if (optional && index >= value.length) return null;
        const problem = problemOf(inner, value[index], () => `${path}.${name}`);
        if (problem !== null) return problem;
      }
      return null;
    };
  },
};

function basic(expected: string, accepts: (value: unknown) => boolean): Check {
  return (value, path) => (accepts(value) ? null : wrong(path, expected, value));
}

/** Makes the path only where there is a problem: a trace has a million values. */
function problemOf(inner: Check, value: unknown, path: () => string): string | null {
  return inner(value, '') === null ? null : inner(value, path());
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function wrong(path: string, expected: string, value: unknown): string {
  if (value === undefined) return `\`${path}\` is missing`;
  const text = JSON.stringify(value) ?? String(value);
  return `\`${path}\` should be ${expected}, got ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`;
}
