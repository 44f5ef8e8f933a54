// What a format of history files is, and the options of reading and writing.

import type { EventInput, History } from '../history';
import type { OperationInput } from '../operation-form';
import type { PairingOptions } from '../pair-events';

export type FormatName = 'jepsen-edn' | 'jepsen-json' | 'json-lines' | 'porcupine-etcd' | 'porcupine-operations';

export interface ReadOptions extends PairingOptions {
  /**
   * Which failures are refusals (outcome `mismatch`: the operation happened and was refused) and not `fail` (it did not happen): names of
   * operations, or a function of the event. Default: none; for `porcupine-etcd` `cas`, if there is no error.
   */
  readonly mismatch?: readonly string[] | ((event: EventInput) => boolean);
  /** Values are tuples `[key, value]`, as `jepsen.independent` makes them. Default: false. */
  readonly independent?: boolean;
  /**
   * For `porcupine-operations`, whose `Input` and `Output` are anything: what the operation is. Default: `Input` is `{f, key, value}` and
   * `Output` the result.
   */
  readonly operation?: (input: unknown, output: unknown) => Pick<OperationInput, 'f'> & Partial<OperationInput>;
}

export interface WriteOptions {
  /** Write keys as tuples `[key, value]`, as `jepsen.independent` has them, for the Jepsen formats. Default: false; the key has its own name. */
  readonly independent?: boolean;
}

export interface HistoryFormat {
  readonly name: FormatName;
  /** What files of it look like, as the end of a sentence. */
  readonly description: string;
  /** Whether a text, of which this is the first line that is not blank, looks like it. */
  recognizes(firstLine: string, text: string): boolean;
  /** @throws HistoryError with the line of what cannot be read */
  parse(text: string, options?: ReadOptions): History;
  /** @throws HistoryError naming the operation if the history cannot be written in this format */
  format(history: History, options?: WriteOptions): string;
}
