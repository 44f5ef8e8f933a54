// Puts text and data into a page so that nothing in them can end an element, start one, or break the script.

/** For text between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\u2028\u2029]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON for a script element: `</script>`, `<!--` and the line ends of JavaScript cannot occur in it. */
export function embeddableJson(value: unknown): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escaped);
}
