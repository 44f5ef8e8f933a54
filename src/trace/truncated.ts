// Tells a JSON text that was cut off from one that was never JSON.

/** True if `text` is empty, or begins like a JSON object or list and ends inside it. */
export function endsTooEarly(text: string): boolean {
  const body = text.trim();
  if (body === '') return true;
  if (!/^[{[]\s*(?:["[{\]}\d]|$)/.test(body)) return false;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < body.length; index++) {
    const character = body[index];
    if (inString) {
      if (character === '\\') index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
  }
  return inString || depth > 0;
}
