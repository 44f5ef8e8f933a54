// Porcupine's own benchmarks, in the same run: with Go on the PATH and the environment variable PORCUPINE naming the folder of a checkout.

const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** Porcupine's benchmarks by what is compared with them, and how many iterations tell: about half a second of them. */
const BENCHMARKS = {
  etcd: { pattern: '^BenchmarkEtcdJepsen[0-9]+$', iterations: 4 },
  'c01-ok': { pattern: '^BenchmarkKv1ClientOk$', iterations: 4000 },
  'c01-bad': { pattern: '^BenchmarkKv1ClientBad$', iterations: 8000 },
  'c10-ok': { pattern: '^BenchmarkKv10ClientsOk$', iterations: 500 },
  'c10-bad': { pattern: '^BenchmarkKv10ClientsBad$', iterations: 500 },
  'c50-ok': { pattern: '^BenchmarkKv50ClientsOk$', iterations: 8 },
  'c50-bad': { pattern: '^BenchmarkKv50ClientsBad$', iterations: 20 },
};
const ROUNDS = 3;
/** Iterations that both runs of a pair make. */
const FEW = 2;

/**
 * What Go reports is wall time, which on a busy machine is anything. So the CPU time of the process is taken, twice: with few iterations and with more. The difference
 * is what the iterations take, without reading the logs.
 * @returns `absent`, why there is nothing to compare with, or `times`: CPU milliseconds of each round by the names above
 */
function measurePorcupine() {
  const folder = process.env.PORCUPINE;
  if (folder === undefined) return { absent: 'not measured: set PORCUPINE' };
  const version = spawnSync('go', ['version'], { encoding: 'utf8' });
  if (version.error || version.status !== 0) return { absent: 'not measured: there is no Go on the PATH' };
  const temporary = mkdtempSync(join(tmpdir(), 'lockstep-bench-'));
  try {
    const binary = join(temporary, 'porcupine.test');
    run(folder, 'go', ['test', '-c', '-o', binary]);
    const times = {};
    for (const [name, { pattern, iterations }] of Object.entries(BENCHMARKS)) {
      const taken = (count) => cpuTimeOf(folder, binary, pattern, count);
      times[name] = Array.from({ length: ROUNDS }, () => (taken(FEW + iterations) - taken(FEW)) / iterations);
    }
    return { go: /go[\d.]+/.exec(version.stdout)[0], times };
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** CPU milliseconds of a process that runs each benchmark so many times. */
function cpuTimeOf(folder, binary, pattern, count) {
  const given = ['-test.run=NONE', `-test.bench=${pattern}`, `-test.benchtime=${count}x`, '-test.cpu=1'];
  return childTime(run(folder, 'sh', ['-c', '"$0" "$@" && times', binary, ...given]));
}

function run(folder, command, given) {
  const { error, status, stdout, stderr } = spawnSync(command, given, { cwd: folder, encoding: 'utf8' });
  if (error || status !== 0) throw new Error(`PORCUPINE: ${command} failed in ${folder}\n${error ?? stdout + stderr}`);
  return stdout;
}

/** What the shell's `times` says of the processes it has started: its last line. */
function childTime(output) {
  const [user, system] = output.trim().split('\n').at(-1).split(' ').map(milliseconds);
  return user + system;
}

function milliseconds(text) {
  const [, minutes, seconds] = /^(\d+)m([\d.]+)s$/.exec(text);
  return (60 * Number(minutes) + Number(seconds)) * 1000;
}

module.exports = { ROUNDS, measurePorcupine };
