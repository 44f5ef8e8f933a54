// Fresh processes for measurements: what a child measured comes back as JSON in a file.

const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');

const JEST = join(dirname(require.resolve('jest/package.json')), 'bin', 'jest.js');
const RESULT_FILE = 'LOCKSTEP_BENCHMARK_RESULT';

/** In the child. */
function report(result) {
  const path = process.env[RESULT_FILE];
  if (path === undefined) console.log(JSON.stringify(result, null, 2));
  else writeFileSync(path, JSON.stringify(result));
}

/** Runs `node ...args` and returns what the child reported. */
function measureIn(args, environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-bench-'));
  const path = join(folder, 'result.json');
  try {
    const child = spawnSync(process.execPath, args, {
      cwd: join(__dirname, '..'),
      encoding: 'utf8',
      env: { ...process.env, ...environment, [RESULT_FILE]: path },
    });
    if (child.status !== 0)
      throw new Error(`node ${args.join(' ')} ended with status ${child.status}:\n${child.stdout}${child.stderr}`);
    return JSON.parse(readFileSync(path, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same for a Jest project, one test file in the process itself. */
function measureInJest(config, environment) {
  return measureIn([JEST, '--runInBand', '-c', config], environment);
}

module.exports = { measureIn, measureInJest, report };
