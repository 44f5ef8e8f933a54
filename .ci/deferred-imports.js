// A step of the build: the public face of the checkers loads a part only when a program uses it. Linearizability needs half of the 250 files, and
// loading the others takes about as long as checking a hundred short histories. Nothing can observe the difference but `require.cache`, since loading them does nothing else.

const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const CHECKERS = join(__dirname, '..', 'lib', 'src', 'checkers');
const FILES = ['index.js', 'check.js'];
const IMPORT = /^(?:var|const) (\w+) = require\("(\.\/(?:causal|pictures|sequential|transactions)[^"]*)"\);$/gm;
/** A module as a whole. */
const NAMESPACE = /^const (generate) = __importStar\((require\("\.\/generators"\))\);\nexports\.\1 = \1;$/m;
/** Written so that Node finds out what an ES module may import from it. */
const NAMESPACE_WHEN_READ = `const whole = { get $1() { return $2; } };
Object.defineProperty(exports, "$1", { enumerable: true, get: function () { return whole.$1; } });`;

/** The first read of a property loads the module. */
const HELPER = `const deferred = (load) => {
    let loaded;
    return new Proxy({}, { get: (_, name) => (loaded ??= load())[name] });
};
`;
const START = 'Object.defineProperty(exports, "__esModule", { value: true });\n';

for (const name of FILES) {
  const path = join(CHECKERS, name);
  const code = readFileSync(path, 'utf8');
  if (code.includes(HELPER)) continue;
  const changed = code
    .replace(IMPORT, 'const $1 = deferred(() => require("$2"));')
    .replace(NAMESPACE, NAMESPACE_WHEN_READ);
  if (changed === code || !code.includes(START)) throw new Error(`${path}: expected imports as tsc writes them`);
  writeFileSync(path, changed.replace(START, START + HELPER));
}
