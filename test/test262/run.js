// Conformance to ECMAScript by test262, for the asynchronous parts of the language: what plain Node passes has to pass compiled by the
// plugin, outside and inside an iteration. On demand:
//
//   TEST262_DIR=../test262 npm run test262
//   TEST262_DIR=../test262 npm run test262 -- for-await-of AsyncGenerator     (only paths that contain one of these)
//
//   TEST262_DEEP=1 TEST262_DIR=../test262 npm run test262 -- language/expressions/generators      (in deep mode, whatever the test is about)
//
// It exits with 1 if a share is too low, if a test fails that exclusions.txt does not name, or if one that it names passes.

const { fork } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const { join, resolve } = require('node:path');
const { parseExclusions } = require('./exclusions');
const { frontMatter } = require('./frontmatter');
const { candidates, isAsynchronous } = require('./selection');
const { summarise } = require('./summary');

/** Longest that one mode of one test may keep a process busy, in milliseconds. */
const PATIENCE = 20_000;

function fail(message) {
  console.error(message);
  process.exit(1);
}

function checkoutOf({ TEST262_DIR: given }) {
  const how =
    'Clone https://github.com/tc39/test262 and set TEST262_DIR to the folder, for instance TEST262_DIR=../test262.';
  if (!given) fail(`npm run test262 needs a checkout of test262. ${how}`);
  const checkout = resolve(given);
  for (const part of ['harness/assert.js', 'test/language', 'test/built-ins'])
    if (!existsSync(join(checkout, part)))
      fail(`TEST262_DIR is "${given}", which has no ${part}: it is no checkout of test262. ${how}`);
  return checkout;
}

/** A process keeps the realms of its tests for long, so it is replaced after so many. */
const TESTS_PER_PROCESS = 200;

/** One process at a time that works on the queue; it is replaced if a test keeps it busy for ever. */
function work(checkout, queue, results) {
  return new Promise((finish) => {
    let child = null;
    let result = null;
    let done = 0;
    let timer;
    const next = () => {
      clearTimeout(timer);
      const path = queue.shift();
      if (path === undefined) {
        stop();
        finish();
        return;
      }
      result = { path };
      results.push(result);
      if (results.length % 500 === 0) console.error(`${results.length} tests, ${queue.length} to go`);
      if (done++ % TESTS_PER_PROCESS === 0) stop();
      child ??= start();
      child.send(path);
      watch();
    };
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => lose(`took more than ${PATIENCE / 1000} s`), PATIENCE);
    };
    /** The process has ended, or has to. */
    const lose = (why) => {
      stop();
      result['plain' in result ? ('outside' in result ? 'inside' : 'outside') : 'plain'] = why;
      next();
    };
    const stop = () => {
      child?.removeAllListeners();
      child?.kill('SIGKILL');
      child = null;
    };
    const start = () => {
      const made = fork(join(__dirname, 'worker.js'), [checkout], {
        execArgv: ['--experimental-vm-modules', '--expose-gc', '--no-warnings'],
      });
      made.on('message', (message) => {
        if (message.over) next();
        else {
          result[message.mode] = message.error;
          watch();
        }
      });
      made.on('exit', (code, signal) => lose(`ended the process: ${signal ?? code}`));
      return made;
    };
    next();
  });
}

async function main() {
  const checkout = checkoutOf(process.env);
  const exclusions = parseExclusions(readFileSync(join(__dirname, 'exclusions.txt'), 'utf8'));
  const wanted = process.argv.slice(2);
  const queue = candidates(checkout).filter(
    (path) =>
      (wanted.length === 0 || wanted.some((part) => path.includes(part))) &&
      (process.env.TEST262_DEEP === '1' ||
        isAsynchronous(path, frontMatter(readFileSync(join(checkout, 'test', path), 'utf8')))),
  );
  if (queue.length === 0) fail(`No test of ${checkout} has a path that contains ${wanted.join(' or ')}.`);
  const results = [];
  const processes = Math.min(Number(process.env.TEST262_PROCESSES) || availableParallelism(), queue.length);
  await Promise.all(Array.from({ length: processes }, () => work(checkout, queue, results)));
  results.sort((a, b) => (a.path < b.path ? -1 : 1));
  const { lines, ok } = summarise(results, exclusions);
  console.log(lines.join('\n'));
  process.exitCode = ok ? 0 : 1;
}

main();
