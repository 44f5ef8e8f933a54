// Node's own tests of what agents share and send: which of those that plain Node passes pass under control, each in one undisturbed
// iteration of the built preset. On demand:
//
//   NODE_TESTS_DIR=../node npm run node-tests
//   NODE_TESTS_DIR=../node npm run node-tests -- terminate broadcastchannel     (only names that contain one of these)
//
// What exclusions.txt names is not run, unless NODE_TESTS_EXCLUDED=1.
//
// It exits with 1 if one fails that exclusions.txt does not name, or if one that it names has been run and passes.

const { spawn } = require('node:child_process');
const { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { availableParallelism, tmpdir } = require('node:os');
const { join, resolve } = require('node:path');
const { exclusionsOf, parseExclusions } = require('../test262/exclusions');
const { familyOf, flagsOf } = require('./selection');
const { summarise } = require('./summary');

/** Longest that one test may take, in milliseconds. */
const PATIENCE = 60_000;
/** What a test leaves behind must not add up. */
const TESTS_PER_PROCESS = 15;

function fail(message) {
  console.error(message);
  process.exit(1);
}

function folderOf({ NODE_TESTS_DIR: given }) {
  const how =
    'Clone https://github.com/nodejs/node at the version that runs, and set NODE_TESTS_DIR to the folder, for instance NODE_TESTS_DIR=../node.';
  if (!given) fail(`npm run node-tests needs the tests of Node. ${how}`);
  const folder = resolve(given);
  for (const part of ['test/parallel', 'test/common/index.js', 'test/fixtures'])
    if (!existsSync(join(folder, part)))
      fail(`NODE_TESTS_DIR is "${given}", which has no ${part}: it is no checkout of Node. ${how}`);
  return join(folder, 'test', 'parallel');
}

/** Calls `work` for each item, for some at a time. */
async function inParallel(items, work) {
  const queue = [...items];
  const next = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, next));
}

/** @returns null, or why plain Node does not pass it */
function natively(parallel, name, flags) {
  return new Promise((finish) => {
    const child = spawn(process.execPath, [...flags, join(parallel, name)], {
      cwd: parallel,
      timeout: 2 * PATIENCE,
      killSignal: 'SIGKILL',
      stdio: 'ignore',
    });
    child.on('exit', (code, signal) => finish(code === 0 ? null : `ended with ${signal ?? code}`));
  });
}

/** One Jest process works on the names. @returns what came of those that it has begun */
function underControl(parallel, names, flags) {
  const folder = mkdtempSync(join(tmpdir(), 'node-tests-'));
  const list = join(folder, 'list.json');
  const log = join(folder, 'log.ndjson');
  writeFileSync(list, JSON.stringify(names));
  writeFileSync(log, '');
  const jest = require.resolve('jest/bin/jest');
  const entries = () => {
    const text = readFileSync(log, 'utf8');
    const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
  };
  return new Promise((finish) => {
    const child = spawn(
      process.execPath,
      [...flags, jest, '--ci', '--runInBand', '--silent', '--config', join(__dirname, 'project', 'jest.config.js')],
      {
        cwd: join(__dirname, 'project'),
        env: {
          ...process.env,
          NODE_TESTS_PARALLEL: parallel,
          NODE_TESTS_LIST: list,
          NODE_TESTS_LOG: log,
          NODE_SKIP_FLAG_CHECK: '1',
          // Jest's sandbox has globals of its own.
          NODE_TEST_KNOWN_GLOBALS: '0',
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let said = '';
    child.stderr.on('data', (data) => (said = `${said}${data}`.slice(-20_000)));
    let known = 0;
    let since = Date.now() + PATIENCE;
    const watch = setInterval(() => {
      const { length } = entries();
      if (length !== known) {
        known = length;
        since = Date.now();
      } else if (Date.now() - since > PATIENCE) child.kill('SIGKILL');
    }, 500);
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      const results = new Map();
      for (const { name, error } of entries())
        results.set(name, error === undefined ? `ended the process or took too long (${signal ?? code})` : error);
      rmSync(folder, { recursive: true, force: true });
      if (results.size === 0) fail(`Jest has run none of the tests:\n${said}`);
      finish(results);
    });
  });
}

async function main() {
  const parallel = folderOf(process.env);
  const exclusions = parseExclusions(readFileSync(join(__dirname, 'exclusions.txt'), 'utf8'));
  const wanted = process.argv.slice(2);
  const names = readdirSync(parallel)
    .sort()
    .filter((name) => familyOf(name) !== null && (wanted.length === 0 || wanted.some((part) => name.includes(part))));
  if (names.length === 0) fail(`No test of ${parallel} has a name that contains ${wanted.join(' or ')}.`);
  const results = [];
  const groups = new Map();
  const withExcluded = process.env.NODE_TESTS_EXCLUDED === '1';
  await inParallel(names, async (name) => {
    const flags = flagsOf(readFileSync(join(parallel, name), 'utf8'));
    const result = { name, plain: await natively(parallel, name, flags) };
    results.push(result);
    if (result.plain !== null || (!withExcluded && exclusionsOf(exclusions, name, 'inside').length > 0)) return;
    const key = flags.join(' ');
    groups.set(key, [...(groups.get(key) ?? []), result]);
  });
  results.sort((one, other) => (one.name < other.name ? -1 : 1));
  const parts = [...groups].flatMap(([key, group]) =>
    Array.from({ length: Math.ceil(group.length / TESTS_PER_PROCESS) }, (_, index) => ({
      flags: key === '' ? [] : key.split(' '),
      of: group.slice(index * TESTS_PER_PROCESS, (index + 1) * TESTS_PER_PROCESS),
    })),
  );
  await inParallel(parts, async ({ flags, of }) => {
    for (let left = of; left.length > 0; left = left.filter((result) => !('controlled' in result))) {
      const outcomes = await underControl(
        parallel,
        left.map(({ name }) => name),
        flags,
      );
      for (const result of left) if (outcomes.has(result.name)) result.controlled = outcomes.get(result.name);
    }
  });
  const { lines, ok } = summarise(results, exclusions);
  console.log(lines.join('\n'));
  if (process.env.NODE_TESTS_RESULTS) writeFileSync(process.env.NODE_TESTS_RESULTS, JSON.stringify(results, null, 1));
  process.exitCode = ok ? 0 : 1;
}

main();
