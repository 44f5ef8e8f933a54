// Whether other plugins have changed the tree since Babel made its scopes for it. If none has, and in most CommonJS files none does, they
// need not be made anew: that takes 150 ms of the benchmark's 900, two snapshots 20.

import { types as t } from '@babel/core';

/** The nodes of a program in their order, with what in them decides which name means what. */
export class TreeSnapshot {
  private readonly parts: unknown[] = [];

  constructor(program: t.Program) {
    const { parts } = this;
    for (const statement of program.body)
      t.traverseFast(statement, (node) => {
        parts.push(node);
        if (node.type === 'Identifier') parts.push(node.name);
        else if (node.type === 'VariableDeclaration') parts.push(node.kind);
      });
  }

  equals({ parts }: TreeSnapshot): boolean {
    return parts.length === this.parts.length && parts.every((part, index) => part === this.parts[index]);
  }
}
