// Tests that fail when they are compiled, and have to: exclusions.txt names them, grouped by reason.
//
//   # The reason, for all lines up to the next blank one.
//   inside: built-ins/Promise/all/*.js
//
// `*` stands for anything within a folder, `**` for any folders; without a mode in front a line holds for both modes.

const MODES = ['outside', 'inside'];

/** @throws Error naming the line that is wrong */
function parseExclusions(text) {
  const exclusions = [];
  let reason = [];
  let named = false;
  text.split(/\r?\n/).forEach((line, index) => {
    const place = `exclusions.txt:${index + 1}`;
    if (line.trim() === '') {
      reason = [];
      named = false;
    } else if (line.startsWith('#')) {
      if (named) reason = [];
      named = false;
      reason.push(line.replace(/^#\s*/, ''));
    } else {
      named = true;
      if (reason.length === 0)
        throw new Error(`${place}: no reason stands above "${line}". Write it in a line with "#".`);
      const [, mode = null, pattern] = /^(?:(\w+): +)?(\S+)$/.exec(line) ?? [];
      if (pattern === undefined || (mode !== null && !MODES.includes(mode)))
        throw new Error(`${place}: expected a path of test262, or "outside: PATH" or "inside: PATH"; got "${line}".`);
      exclusions.push({
        place,
        pattern,
        matches: matcher(pattern),
        modes: mode === null ? MODES : [mode],
        reason: reason.join(' '),
      });
    }
  });
  return exclusions;
}

function matcher(pattern) {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  const expression = new RegExp(`^${source}$`);
  return (path) => expression.test(path);
}

/** The exclusions of one test in one mode. */
function exclusionsOf(exclusions, path, mode) {
  return exclusions.filter(({ modes, matches }) => modes.includes(mode) && matches(path));
}

module.exports = { MODES, parseExclusions, exclusionsOf };
