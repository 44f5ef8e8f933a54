// The demo: finds, explains, replays and shrinks a race in a published package, then explores the version that fixed it. Every step
// is a command that you can run yourself; the script ends with 0 only if each of them came out as announced.
//
//   npm run demo

const { spawnSync } = require('node:child_process');
const { existsSync, readdirSync, rmSync } = require('node:fs');
const { join, relative } = require('node:path');

const HERE = __dirname;
const ROOT = join(HERE, '..', '..');
const JEST = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const LOCKSTEP = join(ROOT, 'lib', 'src', 'cli', 'main.js');
const TRACES = join(HERE, '.lockstep', 'traces');

main();

function main() {
  if (!existsSync(LOCKSTEP)) fail(`${relative(ROOT, LOCKSTEP)} is missing: run "npm run build" first.`);
  rmSync(TRACES, { recursive: true, force: true });

  heading('1. A test that passes', [
    'settings.test.ts: another tab changes the theme while this one reads its settings, with zustand 5.0.9 and an in-memory fake of',
    'the storage. Run once, in the order that this machine happens to produce, all is well:',
  ]);
  expectStatus(jest('once'), 0, 'The test run once was to pass');

  heading('2. The same test under many schedules', [
    'The other test has the same body; `ctest` runs it under many schedules. Each read of the fake storage completes at once or',
    'later, by choice of the schedule. Lockstep finds one that fails and says what happened:',
  ]);
  const found = expectStatus(jest('many schedules'), 1, 'The race was to be found');
  expectOutput(found, /"(light|dark)"/, 'The report was to say that an old theme is shown');
  const trace = onlyTrace();

  heading('3. The same schedule again', [
    'The schedule is in a trace file. It replays as often as you like: in a debugger, on another machine, in a bug report.',
  ]);
  const replayed = expectStatus(lockstep('replay', trace, withoutSchedule), 1, 'The replay was to fail as before');
  expectOutput(
    replayed,
    /Reproduced: the recorded failure/,
    'The replay was to say that the failure is the recorded one',
  );

  heading('4. The smallest schedule that fails', [
    'Most of what was late did not matter. What is left after shrinking is the cause: one read that completes after a newer one.',
  ]);
  const shrunk = expectStatus(lockstep('shrink', trace), 1, 'The shrunk schedule was to fail as before');
  expectOutput(shrunk, /to 1 departure from the default order/, 'One late answer was to be left after shrinking');

  heading('5. The version that fixed it', [
    'zustand 5.0.10 ignores a read that a newer one has overtaken. The same test, nothing to find:',
  ]);
  expectStatus(jest('many schedules', { DEMO_ZUSTAND: 'fixed' }), 0, 'The fixed version was to pass');

  console.log('\nEvery step came out as announced. docs/demo/README.md explains what you have just seen.');
}

function jest(testName, environment = {}) {
  const assignments = Object.entries(environment).map(([name, value]) => `${name}=${value} `);
  return run(`${assignments.join('')}npx jest -t '${testName}'`, [JEST, '-t', testName], environment);
}

function lockstep(command, trace, excerpt) {
  const file = relative(HERE, trace);
  return run(`npx lockstep ${command} ${file}`, [LOCKSTEP, command, file], {}, excerpt);
}

/** The report without its middle, which has been shown before. */
function withoutSchedule(report) {
  return report.replace(/^Schedule:[\s\S]*(?=^Replay:)/m, '… (the schedule and the code, as above)\n\n');
}

/** Runs a command in the demo's folder and shows it with what it prints, shortened by `excerpt`. */
function run(shown, parameters, environment, excerpt = (output) => output) {
  console.log(`$ ${shown}\n`);
  const result = spawnSync(process.execPath, parameters, {
    cwd: HERE,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  const output = `${result.stdout}${result.stderr}`;
  console.log(excerpt(output).trimEnd().replace(/^/gm, '  '));
  return { status: result.status, output };
}

function onlyTrace() {
  const traces = existsSync(TRACES) ? readdirSync(TRACES).filter((file) => file.endsWith('.json')) : [];
  if (traces.length !== 1) fail(`One trace was to be in ${relative(ROOT, TRACES)}, there are ${traces.length}.`);
  return join(TRACES, traces[0]);
}

function heading(title, lines) {
  console.log(`\n${'='.repeat(title.length)}\n${title}\n${'='.repeat(title.length)}\n${lines.join('\n')}\n`);
}

function expectStatus(result, status, expectation) {
  if (result.status !== status) fail(`${expectation} (status ${status}), but the status is ${result.status}.`);
  return result;
}

function expectOutput(result, pattern, expectation) {
  if (!pattern.test(result.output)) fail(`${expectation}: nothing in the output matches ${pattern}.`);
}

function fail(message) {
  console.error(`\nThe demo went wrong. ${message}`);
  process.exit(1);
}
