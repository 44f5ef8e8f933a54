// A history that is not well formed.

export class HistoryError extends Error {
  override readonly name = 'HistoryError';
  constructor(
    message: string,
    /** Line of the file, 1-based; 0 if the history was not read from a file. */
    readonly line = 0,
    /** 0-based position of the offending event or operation; -1 if it is none. */
    readonly position = -1,
  ) {
    super(line > 0 ? `line ${line}: ${message}` : message);
  }
}
