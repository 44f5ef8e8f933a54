// The pragma `@lockstep environment` or `@lockstep code` in a comment, by which a file says on which side it is.

const PRAGMA = /@lockstep\s+(environment|code)\b/;

/** True: environment code; false: code under test; null: the file does not say. */
export function environmentPragma(comments: readonly { readonly value: string }[]): boolean | null {
  for (const { value } of comments) {
    const found = PRAGMA.exec(value);
    if (found !== null) return found[1] === 'environment';
  }
  return null;
}
