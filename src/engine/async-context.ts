// What AsyncLocalStorage holds: an immutable chain of (storage, store) pairs that strands, reactions and callbacks carry along.

export class AsyncContext {
  constructor(
    readonly outer: AsyncContext | null,
    readonly storage: object,
    readonly store: unknown,
  ) {}
}

/** The innermost entry of a storage; null if it has none. */
export function findContext(context: AsyncContext | null, storage: object): AsyncContext | null {
  for (let entry = context; entry !== null; entry = entry.outer) if (entry.storage === storage) return entry;
  return null;
}
