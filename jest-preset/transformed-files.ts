// Which files have passed through the transformer in this process, compiled or from Jest's cache. So a file that was not instrumented can be
// told from a file in which there was nothing to instrument. Lives outside the sandbox.

const KEY = Symbol.for('lockstep.transformed-files');

/** Jest loads the transformer and the runner apart from each other: they share the set through the global object. */
function files(): Set<string> {
  const holder = globalThis as unknown as Record<symbol, Set<string> | undefined>;
  let set = holder[KEY];
  if (set === undefined) {
    set = new Set();
    holder[KEY] = set;
  }
  return set;
}

export function rememberTransformed(path: string): void {
  files().add(path);
}

/** @param path absolute path without symbolic links */
export function wasTransformed(path: string): boolean {
  return files().has(path);
}
