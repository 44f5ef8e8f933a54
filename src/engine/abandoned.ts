// What ends code that goes on although its machine is gone: an error that nobody has to handle.

export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

export function isAbandoned(error: unknown): boolean {
  return error instanceof Abandoned;
}
