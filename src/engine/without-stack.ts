// Errors of the engine's own making, for verdicts.

/** An error without a stack: where the engine made it says nothing to the user. */
export function withoutStack(message: string): Error {
  const error = new Error(message);
  error.stack = `Error: ${message}`;
  return error;
}
