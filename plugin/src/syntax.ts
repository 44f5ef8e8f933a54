// Fixed pieces of code as syntax trees: each is parsed once per process and copied for each file.

import type { types as t } from '@babel/core';

type Parse = (code: string) => t.Statement[];

const parsed = new Map<string, t.Statement[]>();

export class Syntax {
  constructor(private readonly parse: Parse) {}

  statements(code: string): t.Statement[] {
    let statements = parsed.get(code);
    if (statements === undefined) {
      statements = this.parse(code);
      parsed.set(code, statements);
    }
    return copy(statements);
  }

  expression(code: string): t.Expression {
    return (this.statements(`(${code});`)[0] as t.ExpressionStatement).expression;
  }
}

/** Only what makes up the tree: no positions, no comments. */
function copy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copy) as T;
  if (typeof value !== 'object' || value === null) return value;
  const made: Record<string, unknown> = {};
  for (const key in value) {
    const part = value[key];
    if (part != null && key !== 'loc') made[key] = copy(part);
  }
  return made as T;
}
