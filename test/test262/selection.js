// Which tests of test262 are about asynchronous code and shared memory: those of the built-ins, and those of the language that say so.

const { readdirSync } = require('node:fs');
const { join, relative, sep } = require('node:path');

const BUILT_INS = [
  'Atomics',
  'AsyncFromSyncIteratorPrototype',
  'AsyncFunction',
  'AsyncGeneratorFunction',
  'AsyncGeneratorPrototype',
  'AsyncIteratorPrototype',
  'Promise',
  'SharedArrayBuffer',
];

const FEATURES = new Set(['async-functions', 'async-iteration', 'top-level-await', 'explicit-resource-management']);

/** @returns the paths of all tests below `test/language` and of the built-ins, relative to `test`, in order */
function candidates(checkout) {
  const folders = ['language', ...BUILT_INS.map((name) => `built-ins/${name}`)];
  return folders.flatMap((folder) => testsIn(join(checkout, 'test'), folder)).sort();
}

function testsIn(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js') && !entry.name.includes('_FIXTURE'))
    .map((entry) =>
      relative(root, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    );
}

/** Whether a test is about asynchronous code, by its path and its front matter. */
function isAsynchronous(path, { flags, features }) {
  if (path.startsWith('built-ins/')) return true;
  if (flags.includes('async') || features.some((feature) => FEATURES.has(feature))) return true;
  return /(?:^|[/-])(?:async|await|using)(?:[/.-]|$)/.test(path);
}

module.exports = { candidates, isAsynchronous };
