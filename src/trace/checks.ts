// Building blocks for checking a parsed document: each check returns null, or a phrase that says where and what is wrong.

/** Returns null if `value` is as it should be, else a phrase like "`seed` should be an integer, got "x"". */
export type Check = (value: unknown, path: string) => string | null;

export const check = {
  text: basic('a string', (value) => typeof value === 'string'),
  flag: basic('true or false', (value) => typeof value === 'boolean'),
  number: basic('a number', (value) => typeof value === 'number'),
  integer: basic('an integer', (value) => Number.isInteger(value)),

  integerFrom(least: number): Check {
    return basic(`an integer of at least ${least}`, (value) => Number.isInteger(value) && (value as number) >= least);
  },

  oneOf(...words: readonly string[]): Check {
    return basic(`one of ${words.join(', ')}`, (value) => words.includes(value as string));
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
      return firstProblem(value.map((item, index) => [`${path}[${index}]`, item, inner]));
    };
  },

  record(inner: Check): Check {
    return (value, path) => {
      if (!isObject(value)) return wrong(path, 'an object', value);
      return firstProblem(Object.entries(value).map(([key, item]) => [`${path}[${JSON.stringify(key)}]`, item, inner]));
    };
  },

  object(fields: Readonly<Record<string, Check>>): Check {
    return (value, path) => {
      if (!isObject(value)) return wrong(path, 'an object', value);
      const prefix = path === '' ? '' : `${path}.`;
      return firstProblem(Object.entries(fields).map(([key, inner]) => [`${prefix}${key}`, value[key], inner]));
    };
  },
};

function basic(expected: string, accepts: (value: unknown) => boolean): Check {
  return (value, path) => (accepts(value) ? null : wrong(path, expected, value));
}

function firstProblem(parts: readonly (readonly [path: string, value: unknown, inner: Check])[]): string | null {
  for (const [path, value, inner] of parts) {
    const problem = inner(value, path);
    if (problem !== null) return problem;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(path: string, expected: string, value: unknown): string {
  if (value === undefined) return `\`${path}\` is missing`;
  const text = JSON.stringify(value) ?? String(value);
  return `\`${path}\` should be ${expected}, got ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`;
}
