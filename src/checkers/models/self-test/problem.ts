// What a self-test of a model can find.

import type { Operation } from '../../history/operation';

/**
 * Which rule of `Model` was broken:
 * - `throws`: a method threw; `promise`, `no result`, `no choice`: `step` returned a promise, undefined, `OneOf` without states;
 * - `mutation`: `step` changed the state it got; `not deterministic`: twice the same step, two results;
 * - `init`: two initial states that differ; `key`: no primitive, or not one key per state; `describe`: no string;
 * - `pure`, `signature`, `partition`, `observes`: what the model says of an operation does not hold;
 * - `unknown result`: an operation with outcome `info` or `blocked` cannot do what it does when its result is known;
 * - `nothing legal`: no operation was legal in any state, so hardly anything was tested.
 */
export type ProblemKind =
  | 'throws'
  | 'promise'
  | 'no result'
  | 'no choice'
  | 'mutation'
  | 'not deterministic'
  | 'init'
  | 'key'
  | 'describe'
  | 'pure'
  | 'signature'
  | 'partition'
  | 'observes'
  | 'unknown result'
  | 'nothing legal';

export interface ModelProblem {
  readonly kind: ProblemKind;
  /** A sentence or two: what was asked, what came out, what was expected. */
  readonly text: string;
  /** Null if it is about no operation. */
  readonly operation: Operation | null;
  /** As described by the model; '' if it is about no state. */
  readonly state: string;
}

/** More of one kind about operations of one name say nothing new. */
export class ProblemList {
  readonly problems: ModelProblem[] = [];
  private readonly known = new Set<string>();

  add(kind: ProblemKind, text: string, operation: Operation | null = null, state = ''): void {
    const topic = `${kind} ${operation?.f ?? ''}`;
    if (this.known.has(topic)) return;
    this.known.add(topic);
    this.problems.push({ kind, text, operation, state });
  }
}
