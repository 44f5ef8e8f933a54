// What a file of test262 says of itself in its front matter (INTERPRETING.md of test262), as far as a runner needs it.

const FRONT_MATTER = /\/\*---\r?\n([\s\S]*?)---\*\//;

/** The lists and maps of YAML that test262 uses: `[a, b]`, `- a` below a key, and one level of `key: value`. */
function parse(text) {
  const fields = {};
  let open = null;
  for (const line of text.split(/\r?\n/)) {
    const top = /^(\w+):\s*(.*)$/.exec(line);
    if (top !== null) {
      const [, key, value] = top;
      const list = /^\[(.*)\]$/.exec(value);
      fields[key] = list !== null ? words(list[1]) : value;
      open = value === '' ? key : null;
      continue;
    }
    if (open === null) continue;
    const item = /^\s*-\s*(.+?)\s*$/.exec(line);
    const pair = /^\s+(\w+):\s*(.+?)\s*$/.exec(line);
    if (item !== null) fields[open] = [...(fields[open] || []), item[1]];
    else if (pair !== null) fields[open] = { ...(fields[open] || {}), [pair[1]]: pair[2] };
  }
  return fields;
}

function words(list) {
  return list
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** @returns flags, includes, features and `negative` of a test's source */
function frontMatter(source) {
  const match = FRONT_MATTER.exec(source);
  const { flags, includes, features, negative } = match === null ? {} : parse(match[1]);
  return { flags: flags || [], includes: includes || [], features: features || [], negative: negative || null };
}

/** The ways in which a test is run: as a module, as it stands, and as sloppy and strict script, as its flags say. */
function variants({ flags }) {
  if (flags.includes('module')) return ['module'];
  if (flags.includes('raw') || flags.includes('noStrict')) return ['sloppy'];
  if (flags.includes('onlyStrict')) return ['strict'];
  return ['sloppy', 'strict'];
}

module.exports = { frontMatter, variants };
