// What a run came to: of the tests that plain Node passes, how many pass compiled, in each mode; and what is not as exclusions.txt says.

const { MODES, exclusionsOf } = require('./exclusions');

/** Least shares, in percent, of what plain Node passes. */
const LEAST = { outside: 99.5, inside: 99 };

/**
 * @param results for each test: its path, and for `plain` and each mode an error's text or null
 * @returns the lines to print, and whether the run is as it must be
 */
function summarise(results, exclusions) {
  const native = results.filter(({ plain }) => plain === null);
  const lines = [`${native.length} of ${results.length} tests pass in plain Node ${process.version}.`];
  let ok = true;
  const complain = (line) => {
    ok = false;
    lines.push(line);
  };
  const used = new Set();
  for (const mode of MODES) {
    const run = native.filter((result) => mode in result);
    const failed = run.filter((result) => result[mode] !== null);
    const share = run.length === 0 ? 100 : (100 * (run.length - failed.length)) / run.length;
    lines.push(`${mode}: ${run.length - failed.length} of ${run.length} pass compiled, ${share.toFixed(2)} %.`);
    if (share < LEAST[mode]) complain(`  That is less than ${LEAST[mode]} %.`);
    for (const result of run) {
      const { path, [mode]: error } = result;
      const own = exclusionsOf(exclusions, path, mode);
      if (error !== null) for (const exclusion of own) used.add(exclusion);
      if (error !== null && own.length === 0) complain(`  fails: ${path}: ${error}`);
      if (error === null && own.length > 0) complain(`  passes, though ${own[0].place} excludes it: ${path}`);
    }
  }
  const paths = new Set(native.map(({ path }) => path));
  for (const exclusion of exclusions)
    if (!used.has(exclusion) && [...paths].some(exclusion.matches))
      complain(`${exclusion.place}: nothing that "${exclusion.pattern}" names fails.`);
  return { lines, ok };
}

module.exports = { LEAST, summarise };
