// Popular packages of npm under the preset: each is loaded and tried (benchmarks/packages/list.js) with its code instrumented, by `require`, by `import`, and in a ctest. What
// fails without the preset, too, is told apart.
//
//   node benchmarks/run.js packages [--folder FOLDER] [NAME…]
//
// The packages are asked for at the registry of npm, and installed into a temporary folder, or into FOLDER if they are not there yet.

const { execFileSync, spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');
const list = require('./packages/list');
const { table, writeResult } = require('./results');

/** Ways in which a package is tried. Without the preset there is one, plain Node. */
const WAYS = ['require', 'import', 'ctest'];

/** The outside is quicker than the time-outs that packages have of their own. */
const CTEST = {
  iterations: 5,
  timeBudget: 5000,
  mustExplore: false,
  uncontrolled: 'allow',
  shrink: 0,
  latent: 'off',
  maxLatency: 1000,
};

function install(folder) {
  const dependencies = { jest: '^30.5.2', 'babel-jest': '^30.5.2' };
  for (const { also } of list)
    for (const one of also) {
      const [, name, version = '*'] = /^(.+?)(?:@([^@/]+))?$/.exec(one);
      dependencies[name] ??= version;
    }
  for (const { name, version } of list) dependencies[name] = `^${version}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'packages', private: true, dependencies }));
  const npm = ['install', '--no-audit', '--no-fund', '--legacy-peer-deps', '--ignore-scripts', '--loglevel=error'];
  execFileSync('npm', npm, { cwd: folder, stdio: 'inherit' });
}

/** The trial as a function of the module. */
function tried({ trial, also }) {
  const first = also.includes('reflect-metadata') ? "require('reflect-metadata');\n" : '';
  return `const { text, listening, echo, acknowledged, mysqlAnswers } = require('./helpers.cjs');\n${first}const tried = async (m) => ${trial};\n`;
}

/** What \`import\` gives, as \`require\` would: a CommonJS module is its default. */
const whole =
  '(m) => (m.__esModule !== true && m.default !== undefined && Object.keys(m).every((key) => key === "default" || m.default[key] === m[key]) ? m.default : m)';

function testFile(given) {
  const { name } = given;
  return `${tried(given)}const whole = ${whole};
test('require', async () => expect(await tried(require('${name}'))).toBe(true), 600_000);
test('import', async () => expect(await tried(whole(await import('${name}')))).toBe(true), 600_000);
ctest('ctest', ${JSON.stringify(CTEST)}, async () => expect(await tried(require('${name}'))).toBe(true));
`;
}

function plainFile(given) {
  return `import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
const require = createRequire(import.meta.url);
const __filename = fileURLToPath(import.meta.url);
const __dirname = fileURLToPath(new URL('.', import.meta.url));
${tried(given)}const whole = ${whole};
const module = whole(await import('${given.name}'));
process.exit((await tried(module)) === true ? 0 : 1);
`;
}

const fileOf = ({ name }) => name.replace(/\W+/g, '-');

/** Whether the trial holds in Node by itself. */
function holdsPlainly(folder, given) {
  const file = join(folder, `${fileOf(given)}.plain.mjs`);
  writeFileSync(file, plainFile(given));
  const { status, stderr } = spawnSync(process.execPath, [file], { cwd: folder, encoding: 'utf8', timeout: 60_000 });
  return status === 0 ? '' : stderr || 'the trial does not hold';
}

/** By way: what is said of a failure; empty if the trial holds. */
function underThePreset(folder, given) {
  const file = `${fileOf(given)}.test.cjs`;
  writeFileSync(join(folder, file), testFile(given));
  const outputFile = join(folder, 'out.json');
  rmSync(outputFile, { force: true });
  const bin = createRequire(join(folder, 'package.json')).resolve('jest/bin/jest');
  const { preset } = require('../lib/jest-preset/preset');
  const config = {
    ...preset,
    rootDir: folder,
    testMatch: [`<rootDir>/${file}`],
    moduleFileExtensions: ['js', 'cjs', 'mjs', 'json', 'ts', 'node'],
  };
  const args = [
    bin,
    '--config',
    JSON.stringify(config),
    '--ci',
    '--runInBand',
    '--json',
    '--outputFile',
    outputFile,
    '--forceExit',
  ];
  const { stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 900_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  const results = existsSync(outputFile) ? JSON.parse(readFileSync(outputFile, 'utf8')).testResults[0] : undefined;
  return Object.fromEntries(
    WAYS.map((way) => {
      const test = results?.assertionResults.find(({ title }) => title === way);
      const message = test === undefined ? results?.message || stderr : test.failureMessages.join('\n');
      return [way, test?.status === 'passed' ? '' : message || 'it gave no result'];
    }),
  );
}

const versionOf = (folder, name) =>
  JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;

/** One after the other; SIGINT ends it behind the package that is being tried. */
async function tryAll(folder, chosen) {
  let interrupted = false;
  process.once('SIGINT', () => (interrupted = true));
  const rows = [];
  for (const given of chosen) {
    await new Promise(setImmediate);
    if (interrupted) break;
    const plain = holdsPlainly(folder, given);
    const outcome = underThePreset(folder, given);
    const cells = WAYS.map((way) => (outcome[way] === '' ? 'holds' : plain === '' ? 'FAILS' : 'fails'));
    rows.push([given.name, versionOf(folder, given.name), plain === '' ? 'holds' : 'fails', ...cells]);
    console.log(rows.at(-1).join('  '));
    for (const [way, message] of [['plain', plain], ...Object.entries(outcome)])
      if (message !== '') console.log(`${given.name}, ${way}:\n${message.slice(0, 2500)}`);
  }
  return rows;
}

/** What was found when the package was last tried: a run of some packages keeps the others. */
function formerRow(name) {
  const page = join(__dirname, 'results', 'packages.md');
  if (!existsSync(page)) return undefined;
  const line = readFileSync(page, 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`| ${name} |`));
  return line
    ?.split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

async function main(args) {
  const at = args.indexOf('--folder');
  const names = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1));
  const unknown = names.filter((name) => !list.some((given) => given.name === name));
  if (unknown.length > 0) throw new Error(`Expected names of benchmarks/packages/list.js, got ${unknown.join(', ')}.`);
  const chosen = names.length === 0 ? list : list.filter(({ name }) => names.includes(name));
  const folder = at < 0 ? mkdtempSync(join(tmpdir(), 'lockstep-packages-')) : resolve(args[at + 1]);
  try {
    if (!existsSync(join(folder, 'node_modules'))) install(folder);
    writeFileSync(join(folder, 'helpers.cjs'), readFileSync(join(__dirname, 'packages', 'helpers.cjs')));
    const tried = new Map((await tryAll(folder, chosen)).map((row) => [row[0], row]));
    const rows = list.map(({ name }) => tried.get(name) ?? formerRow(name)).filter((row) => row !== undefined);
    const failing = rows.filter((row) => row.includes('FAILS')).length;
    writeResult('packages', 'Popular packages of npm under the preset', [
      'Each is loaded and tried with its code instrumented: by `require` and `import` in plain tests, and in a ctest. ' +
        `${rows.length} of ${list.length} packages, of which ${failing} fail where Node by itself does not. ` +
        `${list.filter(({ trial }) => trial.includes('await')).length} trials wait for something that the package does; the others are of packages that only compute.`,
      table(['package', 'version', 'Node', ...WAYS], rows),
    ]);
  } finally {
    if (at < 0) rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { main };
