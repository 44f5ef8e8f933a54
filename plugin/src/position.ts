// Where made nodes are said to stand.

import type { types as t } from '@babel/core';

/**
 * Gives a made node the source position of the node that it stands for, so that stacks and coverage stay exact. Not `t.inherits`, which
 * takes the comments along, too: into sequences, where a line comment would swallow what follows.
 */
export function positioned<T extends t.Node>(made: T, original: t.Node): T {
  made.loc = original.loc;
  made.start = original.start;
  made.end = original.end;
  return made;
}
