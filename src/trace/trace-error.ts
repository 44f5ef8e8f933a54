// What can be wrong with a trace file. One class; `code` tells the cases apart.

/**
 * - `missing`: there is no such file
 * - `unreadable`: the file is there but cannot be read (a folder, no permission)
 * - `truncated`: the file ends too early
 * - `not-json`: the file is no JSON
 * - `foreign`: JSON, but not a trace of Lockstep
 * - `newer-version`: written by a later version of Lockstep
 * - `invalid`: a field is missing or has the wrong type
 * - `unknown-decision`: a decision of a kind that does not exist
 * - `inconsistent`: parts of the trace contradict each other (a choice beyond the options)
 * - `edited`: the content is not what Lockstep wrote
 */
export type TraceErrorCode =
  | 'missing'
  | 'unreadable'
  | 'truncated'
  | 'not-json'
  | 'foreign'
  | 'newer-version'
  | 'invalid'
  | 'unknown-decision'
  | 'inconsistent'
  | 'edited';

/** Thrown when a trace cannot be loaded. `message` says what was found, what was expected and what to do. */
export class TraceError extends Error {
  override readonly name = 'TraceError';

  /**
   * @param code which case it is
   * @param message a whole sentence
   * @param path the file, or null when the trace did not come from a file
   */
  constructor(
    readonly code: TraceErrorCode,
    message: string,
    readonly path: string | null = null,
  ) {
    super(message);
  }
}
