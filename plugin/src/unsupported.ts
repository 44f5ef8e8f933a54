// The error for code that has a meaning but cannot be instrumented; the plugin's shell adds the code frame.

import type { types as t } from '@babel/core';

export class UnsupportedSyntax extends Error {
  constructor(
    readonly node: t.Node,
    message: string,
  ) {
    super(`babel-plugin-lockstep: ${message}`);
  }
}
