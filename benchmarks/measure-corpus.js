// Runs the corpus under Jest in one of its measuring modes, and gives back what its files wrote down.

const { spawnSync } = require('node:child_process');
const { mkdtempSync, readdirSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const ROOT = join(__dirname, '..');

/**
 * @param mode the environment variable that puts the corpus into this mode: it names the folder for the measurements
 * @returns the measurements of all files, in order of the files' names
 */
function measureCorpus(mode) {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-corpus-'));
  try {
    runCorpus({ ...process.env, [mode]: folder });
    const files = readdirSync(folder).sort();
    return files.flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runCorpus(env) {
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const run = spawnSync(
    process.execPath,
    [jest, '-c', join('test', 'corpus', 'jest.config.js'), '--testPathIgnorePatterns', '/correct/', '/node_modules/'],
    { cwd: ROOT, stdio: 'inherit', env },
  );
  if (run.status !== 0) throw new Error(`The corpus could not be measured: Jest ended with status ${run.status}.`);
}

module.exports = { measureCorpus };
