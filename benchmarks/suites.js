// Published projects' own Jest suites, without and with the preset, with nothing of theirs edited: the configuration is read as Jest reads it, and given on the
// command line. The outcomes of all tests must be the same.
//
//   node benchmarks/run.js suites [--warm] FOLDER…
//
// FOLDER is a checkout with its dependencies installed, Jest 30 among them. With `--warm` each suite is run twice more with what the first run has compiled.

const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { tmpdir } = require('node:os');
const { basename, dirname, join, relative, resolve } = require('node:path');
const { table, times, writeResult } = require('./results');

/** Most that a warm suite may take, relative to the suite without the preset. */
const TARGET = 1.15;
const WARM_RUNS = 2;
/** How often the files of tests that differ are run again, both ways. */
const REPEATS = 5;

/** Jest's parts as the project has them. */
function jestOf(folder) {
  const project = createRequire(join(folder, 'package.json'));
  const jest = createRequire(project.resolve('jest/package.json'));
  const core = createRequire(jest.resolve('@jest/core'));
  return { bin: jest.resolve('jest/bin/jest'), config: core('jest-config') };
}

/** The project's configuration, as Jest reads it. */
async function readConfig(folder, { readInitialOptions }) {
  // Some configurations look for the project in the working directory.
  process.chdir(folder);
  const { config, configPath } = await readInitialOptions(undefined, { packageRootOrConfig: folder });
  const rootDir = resolve(configPath === null ? folder : dirname(configPath), config.rootDir ?? '.');
  return { ...config, rootDir };
}

/**
 * One run of the suite.
 * @param scratch a folder that stays the same: Jest keeps what it has compiled by the path of the configuration
 * @param files the test files to run; all if there are none
 */
function runSuite(folder, bin, config, scratch, files = []) {
  mkdirSync(scratch, { recursive: true });
  const [configFile, outputFile, cpuFile, cache] = ['config.json', 'out.json', 'cpu', 'cache'].map((name) =>
    join(scratch, name),
  );
  writeFileSync(configFile, JSON.stringify(config));
  rmSync(outputFile, { force: true });
  const flags = ['--ci', '--runInBand', '--json', '--silent', '--coverage=false', '--reporters=default'];
  const chosen = files.length === 0 ? [] : ['--runTestsByPath', ...files];
  const args = [
    bin,
    '--config',
    configFile,
    '--outputFile',
    outputFile,
    '--cacheDirectory',
    cache,
    ...flags,
    ...chosen,
  ];
  const began = Date.now();
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', join(__dirname, 'suites', 'cpu-time.js'), ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      env: { ...process.env, NODE_ENV: 'test', NO_COLOR: '1', SUITE_CPU_FILE: cpuFile },
    },
  );
  const wall = (Date.now() - began) / 1000;
  if (!existsSync(outputFile)) throw new Error(`Jest gave no results in ${folder}:\n${stderr}\n${stdout}`);
  const outcomes = outcomesOf(readFileSync(outputFile, 'utf8'), folder);
  return { wall, cpu: Number(readFileSync(cpuFile, 'utf8')), outcomes };
}

/** By file and name: the status of each test, and the message of what failed. Tests of one name are numbered. */
function outcomesOf(json, folder) {
  const outcomes = new Map();
  for (const { name, assertionResults, message } of JSON.parse(json).testResults) {
    const file = relative(folder, name);
    if (assertionResults.length === 0) outcomes.set(file, { file, status: 'failed', message });
    for (const { fullName, status, failureMessages } of assertionResults) {
      let key = `${file}: ${fullName}`;
      for (let n = 2; outcomes.has(key); n++) key = `${file}: ${fullName} (${n})`;
      outcomes.set(key, { file, status, message: (failureMessages ?? []).join('\n') });
    }
  }
  return outcomes;
}

function counts(outcomes) {
  const of = (status) => [...outcomes.values()].filter((outcome) => outcome.status === status).length;
  return `${of('passed')}/${of('failed')}/${of('pending') + of('todo')}`;
}

/** The tests that come to something else, with what is said of them. */
function differences(without, withPreset) {
  const names = new Set([...without.keys(), ...withPreset.keys()]);
  return [...names].flatMap((name) => {
    const [before, after] = [without.get(name), withPreset.get(name)];
    if (before?.status === after?.status) return [];
    const { file } = before ?? after;
    return [{ name, file, before: statusOf(before), after: statusOf(after), message: after?.message ?? '' }];
  });
}

const statusOf = (outcome) => outcome?.status ?? 'absent';

/** The tests that differ in all of their runs, and the others with how often they passed each way. `run(variant, files)` gives outcomes. */
function repeated(differing, run) {
  if (differing.length === 0) return { different: [], unstable: [] };
  const files = [...new Set(differing.map(({ file }) => file))];
  const again = { without: [], with: [] };
  for (let n = 0; n < REPEATS; n++) for (const variant of Object.keys(again)) again[variant].push(run(variant, files));
  const judged = differing.map((one) => {
    const statuses = (variant, first) => [first, ...again[variant].map((outcomes) => statusOf(outcomes.get(one.name)))];
    const [without, withPreset] = [statuses('without', one.before), statuses('with', one.after)];
    const passed = (all) => `${all.filter((status) => status === 'passed').length} of ${all.length}`;
    const common = without.some((status) => withPreset.includes(status));
    return { ...one, common, said: `passed ${passed(without)} times without, ${passed(withPreset)} with` };
  });
  return { different: judged.filter(({ common }) => !common), unstable: judged.filter(({ common }) => common) };
}

const least = (runs, unit) => Math.min(...runs.map((run) => run[unit]));

async function measureSuite(folder, warm) {
  const { bin, config: jestConfig } = jestOf(folder);
  const plain = await readConfig(folder, jestConfig);
  const { withLockstep } = require('../lib/jest-preset');
  const variants = { without: plain, with: withLockstep(plain) };
  const caches = mkdtempSync(join(tmpdir(), 'lockstep-suite-cache-'));
  const runs = { without: [], with: [] };
  let judged;
  try {
    for (let round = 0; round <= (warm ? WARM_RUNS : 0); round++)
      for (const [name, config] of Object.entries(variants))
        runs[name].push(runSuite(folder, bin, config, join(caches, name)));
    const between = runs.without.flatMap(({ outcomes }, i) => differences(outcomes, runs.with[i].outcomes));
    judged = repeated(
      [...new Map(between.map((one) => [one.name, one])).values()],
      (name, files) => runSuite(folder, bin, variants[name], join(caches, name), files).outcomes,
    );
  } finally {
    rmSync(caches, { recursive: true, force: true });
  }
  const [without, withPreset] = [runs.without, runs.with];
  const ratio = (unit, from, to) => least(withPreset.slice(from, to), unit) / least(without.slice(from, to), unit);
  return {
    row: [
      basename(folder),
      counts(without[0].outcomes),
      counts(withPreset[0].outcomes),
      String(judged.different.length),
      String(judged.unstable.length),
      `${without[0].cpu.toFixed(1)} → ${withPreset[0].cpu.toFixed(1)}`,
      times(ratio('cpu', 0, 1)),
      ...(warm
        ? [
            `${least(without.slice(1), 'cpu').toFixed(1)} → ${least(withPreset.slice(1), 'cpu').toFixed(1)}`,
            times(ratio('cpu', 1)),
            `${times(ratio('wall', 1))}${ratio('wall', 1) <= TARGET ? '' : ' (missed)'}`,
          ]
        : []),
    ],
    ...judged,
  };
}

function described(folder, { different, unstable }) {
  const lines = [
    ...different.map(({ name, said }) => `- different: ${name}: ${said}`),
    ...unstable.map(({ name, said }) => `- unstable: ${name}: ${said}`),
  ];
  if (lines.length === 0) return [];
  return [`## ${basename(folder)}`, lines.join('\n')];
}

async function main(args) {
  const warm = args.includes('--warm');
  const folders = args.filter((arg) => arg !== '--warm').map((folder) => resolve(folder));
  const missing = folders.find((folder) => !existsSync(join(folder, 'package.json')));
  if (folders.length === 0 || missing !== undefined) {
    const given = missing === undefined ? 'none was given' : `${missing} has no package.json`;
    throw new Error(
      `Expected folders of projects with a Jest suite, but ${given}.\n\nUsage: npm run bench -- suites [--warm] FOLDER…`,
    );
  }
  const header = ['suite', 'without', 'with', 'differing', 'unstable', 'cold, s', 'cold'];
  if (warm) header.push('warm, s', 'warm', 'warm, wall clock');
  const rows = [];
  const details = [];
  // SIGINT ends it behind the suite that is being run.
  let interrupted = false;
  process.once('SIGINT', () => (interrupted = true));
  for (const folder of folders) {
    await new Promise(setImmediate);
    if (interrupted) break;
    const { row, ...judged } = await measureSuite(folder, warm);
    console.log(row.join('  '));
    for (const { name, said, message } of [...judged.different, ...judged.unstable])
      console.log(`  ${name}: ${said}\n${message.replace(/^/gm, '      ').slice(0, 1500)}`);
    rows.push(row);
    details.push(...described(folder, judged));
  }
  writeResult('suites', 'Suites of published projects without and with the preset', [
    'Tests that passed, failed and were skipped; tests that always come to something else with the preset; tests that come to different things in different runs, and to ' +
      'some of them both ways; ' +
      'CPU seconds of the whole process, with nothing compiled before (cold) and with everything (warm, the better of two runs each, in turn).' +
      ` The target is the same results, and at most ${TARGET}x warm.`,
    table(header, rows),
    ...details,
  ]);
}

module.exports = { main };
