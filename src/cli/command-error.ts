// Why a command could not be carried out.

/**
 * - `usage`: unknown command or option, missing or superfluous argument
 * - `no-trace`: no trace was found for the argument
 * - `bad-trace`: the trace cannot be used; `TraceError` says why
 * - `no-jest`: Jest cannot be found or started
 * - `not-run`: Jest ran, but the test did not
 */
export type CommandErrorCode = 'usage' | 'no-trace' | 'bad-trace' | 'no-jest' | 'not-run';

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
