// A full stack: endless recursion, as everything deeper throws a RangeError wherever it happens to be, in the engine, too.

export function isStackFull(error: unknown): boolean {
  return error instanceof RangeError && error.message.startsWith('Maximum call stack');
}

/** Calls that need more of the stack than the engine does to settle a promise and to await it, even where its code was not compiled before. */
const HEADROOM = 1000;

function call(calls: number): number {
  return calls === 0 ? 0 : call(calls - 1) + 1;
}

/** @throws RangeError if not so much of the stack is left that the engine can go on */
export function needStack(): void {
  call(HEADROOM);
}
