// Why a command could not be carried out.

/**
 * - `usage`: unknown command or option, missing or superfluous argument
 * - `no-trace`: no trace was found for the argument
 * - `bad-trace`: the trace cannot be used; `TraceError` says why
 * - `no-jest`: Jest cannot be found or started
 * - `not-run`: Jest ran, but the test did not
 * - `no-history`: a file with a history is missing or unreadable, or the picture cannot be written
 * - `bad-history`: a file holds no history that the criterion or the model can judge
 */
export type CommandErrorCode =
  | 'usage'
  | 'no-trace'
  | 'bad-trace'
  | 'no-jest'
  | 'not-run'
  | 'no-history'
  | 'bad-history';

/** Ends a command with exit code 2. `message` is for the user and says what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(
    readonly code: CommandErrorCode,
    message: string,
  ) {
    super(message);
  }
}
