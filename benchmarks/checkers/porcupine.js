// Porcupine's own benchmarks, in the same run: with Go on the PATH and the environment variable PORCUPINE naming the folder of a checkout.

const { spawnSync } = require('node:child_process');

const SELECTION = '^Benchmark(EtcdJepsen[0-9]+|Kv(1|10|50)Clients?(Ok|Bad))$';
const COUNT = 3;
const OPTIONS = ['-run', 'NONE', '-benchtime', '200ms', '-cpu', '1', '-count', String(COUNT), '-timeout', '60m'];
const LONGEST = 3_600_000;

/** @returns `absent`, why there is nothing to compare with, or `times`: milliseconds of each run by the log's name */
function measurePorcupine() {
  const folder = process.env.PORCUPINE;
  if (folder === undefined) return { absent: 'not measured: set PORCUPINE' };
  const version = spawnSync('go', ['version'], { encoding: 'utf8' });
  if (version.error || version.status !== 0) return { absent: 'not measured: there is no Go on the PATH' };
  const { error, status, stdout, stderr } = spawnSync('go', ['test', ...OPTIONS, '-bench', SELECTION], {
    cwd: folder,
    encoding: 'utf8',
    timeout: LONGEST,
  });
  if (error || status !== 0)
    throw new Error(`PORCUPINE: go test failed in the folder it names\n${error ?? stdout + stderr}`);
  return { go: /go[\d.]+/.exec(version.stdout)[0], times: timesIn(stdout) };
}

function timesIn(output) {
  const times = {};
  for (const [, name, nanoseconds] of output.matchAll(/^Benchmark(\w+)\s+\d+\s+([\d.]+) ns\/op/gm)) {
    const log = logNamed(name);
    times[log] = [...(times[log] ?? []), Number(nanoseconds) / 1e6];
  }
  return times;
}

/** `EtcdJepsen007` reads `etcd_007`, `Kv10ClientsBad` reads `c10-bad`. */
function logNamed(benchmark) {
  const etcd = /^EtcdJepsen(\d+)$/.exec(benchmark);
  if (etcd) return `etcd_${etcd[1]}`;
  const [, clients, verdict] = /^Kv(\d+)Clients?(Ok|Bad)$/.exec(benchmark);
  return `c${clients.padStart(2, '0')}-${verdict.toLowerCase()}`;
}

module.exports = { COUNT, measurePorcupine };
