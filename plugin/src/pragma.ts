// The pragma `@lockstep environment` or `@lockstep code` in a comment, by which a file says on which side it is.

const PRAGMA = /@lockstep\s+(environment|code)\b/;

const DEEP = /@lockstep\s+deep\b/;

/** Whether a comment asks for deep mode: `@lockstep deep`. */
export function deepPragma(comments: readonly { readonly value: string }[]): boolean {
  return comments.some(({ value }) => DEEP.test(value));
}

/** True: environment code; false: code under test; null: the file does not say. */
export function environmentPragma(comments: readonly { readonly value: string }[]): boolean | null {
  for (const { value } of comments) {
    const found = PRAGMA.exec(value);
    if (found !== null) return found[1] === 'environment';
  }
  return null;
}
