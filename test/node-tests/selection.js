// Which of Node's tests are run, and with which flags.

/** Families, by what their files' names begin with. */
const FAMILIES = ['worker', 'message', 'broadcastchannel', 'atomics', 'async-local-storage', 'structuredClone'];

/** @returns the family of a test by its file name, or null */
function familyOf(name) {
  if (!/^test-.*\.m?js$/.test(name)) return null;
  return FAMILIES.find((family) => name.startsWith(`test-${family}`)) ?? null;
}

/** The flags that a test asks for in comments such as `// Flags: --expose-gc`. */
function flagsOf(source) {
  return [...source.matchAll(/^\/\/ Flags: (.+)$/gm)].flatMap(([, flags]) => flags.trim().split(/\s+/));
}

module.exports = { FAMILIES, familyOf, flagsOf };
