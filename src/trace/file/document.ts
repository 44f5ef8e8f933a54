// What a trace file of version 2 holds, once its JSON is parsed. Schema: docs/trace.schema.json.

import type { Trace } from '../trace';
import type { Cell } from './columns';

type Row = readonly Cell[];

/** The fields that a file holds as they are in memory. */
export type PlainFields = Pick<
  Trace,
  | 'format'
  | 'version'
  | 'lockstep'
  | 'test'
  | 'seed'
  | 'iteration'
  | 'stream'
  | 'strategy'
  | 'model'
  | 'options'
  | 'sources'
  | 'failure'
  | 'critical'
  | 'explanation'
  | 'leftOut'
  | 'native'
>;

/** Rows have the columns that `columns.ts` lists. */
export interface TraceDocument extends PlainFields {
  /** Ids of tasks that decisions and events refer to. */
  readonly tasks: readonly string[];
  /** Kinds of operations, names of tasks and of what was accessed: what events repeat. */
  readonly names: readonly string[];
  /** What decisions are about: kind of the decision, kind of the operation, `file:line:column`. */
  readonly operations: readonly Row[];
  readonly decisions: readonly Row[];
  readonly sites: readonly Row[];
  readonly events: readonly Row[];
}
