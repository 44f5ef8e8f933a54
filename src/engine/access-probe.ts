// Somebody who looks at accesses for a while, with the values that were there (see `src/host/lasso.ts`). Nothing but the type.

export interface AccessProbe {
  touched(object: unknown, key: unknown, write: boolean, value: unknown): void;
}
