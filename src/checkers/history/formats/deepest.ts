// How deep the values of a history may be: they are compared, copied and described by functions that call themselves.

/** Most collections inside each other. */
export const DEEPEST = 500;

const [QUOTE, BACKSLASH, BRACKET, CLOSING_BRACKET, BRACE, CLOSING_BRACE] = [34, 92, 91, 93, 123, 125];

/** Whether the JSON `text` has more than `DEEPEST` collections inside each other. */
export function isTooDeep(text: string): boolean {
  if (text.length <= 2 * DEEPEST) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) inString = !inString;
    else if (inString) {
      if (character === BACKSLASH) at++;
    } else if (character === BRACKET || character === BRACE) {
      if (++depth > DEEPEST) return true;
    } else if (character === CLOSING_BRACKET || character === CLOSING_BRACE) depth--;
  }
  return false;
}
