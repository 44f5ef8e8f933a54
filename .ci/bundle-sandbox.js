// The last step of the build: makes one file of what Jest's sandbox loads for each test file, the runtime and `ctest`. Jest asks its resolver and its module
// registry for every file by itself: 250 of them took 0.4 s, one takes a tenth of that. What only a ctest needs is in the file, but does not run before
// there is one.
//
// The entries become lines that take their module from the bundle. What tsc wrote of them stays under another name, because it is not written
// again before its source changes.

const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname, join, relative, sep } = require('node:path');
const { build } = require('esbuild');

const LIB = join(__dirname, '..', 'lib');
const FOLDER = join(LIB, 'src');
const MARK = '// Made by .ci/bundle-sandbox.js.\n';

const ES_MODULE = 'Object.defineProperty(exports, "__esModule", { value: true });\n';

const ENTRIES = {
  runtime: join(LIB, 'src', 'runtime.js'),
  index: join(LIB, 'src', 'index.js'),
  globals: join(LIB, 'jest-preset', 'globals.js'),
};
const moduleOf = (entry) => entry.replace(/\.js$/, '.module.js');

/** Modules that only an exploration needs, where the runtime and the preset ask for them. */
const DEFERRED = [
  { folder: 'src', imports: /^(?:var|const) (\w+) = require\("(\.\/(?:runner|strategies)[^"]*)"\);$/gm },
  {
    folder: 'jest-preset',
    imports: /^(?:var|const) (\w+) = require\("(\.\.\/src\/(?:report|runner|trace)[^"]*)"\);$/gm,
  },
];
const DEFERRING = `const deferred = (load) => {
    let loaded;
    return new Proxy({}, { get: (_, name) => (loaded ??= load())[name] });
};
`;

const request = (path, folder) => `./${relative(folder, path).split(sep).join('/')}`;

/** A module as it is in the bundle: the folder that it calls its own is still the one where it lies. */
function contents(path) {
  const own = `require("node:path").join(__dirname, ${JSON.stringify(request(dirname(path), FOLDER))})`;
  const text = readFileSync(path, 'utf8').replaceAll(/\b__dirname\b/g, own);
  const rule = DEFERRED.find(({ folder }) => dirname(path) === join(LIB, folder));
  const changed = rule === undefined ? text : text.replace(rule.imports, 'const $1 = deferred(() => require("$2"));');
  if (changed === text && path === moduleOf(ENTRIES.runtime))
    throw new Error(`${path}: expected imports as tsc writes them`);
  return changed === text ? text : DEFERRING + changed;
}

/** The names that a module exports, written out so that Node finds what an ES module may import. */
function exportsOf(path) {
  const names = readFileSync(path, 'utf8').matchAll(
    /^exports\.(\w+) = |^Object\.defineProperty\(exports, "(?!__esModule)(\w+)"/gm,
  );
  return [...new Set([...names].map(([, assigned, defined]) => assigned ?? defined))];
}

const modulesOfLib = {
  name: 'modules-of-lib',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      // They are `lockstep/checkers`, too, and large.
      if (join(resolveDir, path) === join(FOLDER, 'checkers')) return { path: './checkers', external: true };
      const entry = Object.values(ENTRIES).find((one) => join(resolveDir, path).replace(/(?:\.js)?$/, '.js') === one);
      return entry === undefined ? undefined : { path: moduleOf(entry) };
    });
    esbuild.onLoad({ filter: /\.js$/ }, ({ path }) => ({ contents: contents(path), loader: 'js' }));
  },
};

async function main() {
  for (const entry of Object.values(ENTRIES))
    if (existsSync(entry) && !readFileSync(entry, 'utf8').startsWith(MARK)) renameSync(entry, moduleOf(entry));
  const lines = Object.entries(ENTRIES).map(
    ([name, entry]) => `exports.${name} = () => require(${JSON.stringify(request(entry, FOLDER))});`,
  );
  await build({
    stdin: { contents: lines.join('\n'), resolveDir: FOLDER },
    outfile: join(FOLDER, 'sandbox.js'),
    banner: { js: MARK.trim() },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    packages: 'external',
    plugins: [modulesOfLib],
  });
  for (const [name, entry] of Object.entries(ENTRIES)) {
    const bundle = request(join(FOLDER, 'sandbox'), dirname(entry)).replace('./../', '../');
    const names = exportsOf(moduleOf(entry)).map((one) => `exports.${one} = whole.${one};\n`);
    writeFileSync(
      entry,
      `${MARK}${ES_MODULE}const whole = require(${JSON.stringify(bundle)}).${name}();\n${names.join('')}`,
    );
  }
}

main();
