// What must be the same of two histories that say the same: everything but the numbers of times and lines, whose order counts.

import type { Annotation, History, Operation } from '../../../src/checkers';

interface Comparable {
  readonly operations: readonly Operation[];
  readonly annotations: readonly Annotation[];
}

/**
 * Times by rank among all calls, returns and annotations; at equal times calls come before returns. Lines and steps left out, since not
 * every format has them.
 */
export function withoutTimes({ operations, annotations }: History): Comparable {
  const moments = [
    ...annotations.map(({ time }, index) => ({ time, kind: 0, index })),
    ...operations.map(({ call: time, index }) => ({ time, kind: 1, index })),
    ...operations.map(({ return: time, index }) => ({ time, kind: 2, index })),
  ].filter(({ time }) => time !== Number.POSITIVE_INFINITY);
  moments.sort((a, b) => a.time - b.time || a.kind - b.kind || a.index - b.index);
  const rank = new Map(moments.map(({ kind, index }, position) => [`${kind} ${index}`, position]));
  const at = (kind: number, index: number) => rank.get(`${kind} ${index}`) ?? Number.POSITIVE_INFINITY;
  return {
    operations: operations.map((operation) => ({
      ...operation,
      call: at(1, operation.index),
      return: at(2, operation.index),
      line: 0,
      step: -1,
    })),
    annotations: annotations.map((annotation, index) => ({ ...annotation, time: at(0, index), line: 0 })),
  };
}
