// Deep mode: what its files cost when they run plainly, outside an exploration, and what an access to shared memory costs under control.
//
//   node benchmarks/run.js deep

const { join } = require('node:path');
const { loadInstrumented } = require('./instrumented');
const { median } = require('./measure');
const { table, times, writeResult } = require('./results');

const FILE = join(__dirname, 'bodies', 'shared.js');
const TURNS = { ring: 200_000, lock: 400_000, sums: 40_000, closures: 100_000 };
const ROUNDS = 11;
const ACCESSES = 2_000;

/** CPU milliseconds. */
function cpu(work) {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Both forms in turn. */
function plainly(native, deep) {
  return Object.entries(TURNS).map(([name, turns]) => {
    const rounds = Array.from({ length: ROUNDS }, () => [cpu(() => native[name](turns)), cpu(() => deep[name](turns))]);
    const counted = rounds.slice(2);
    const [plain, compiled] = [0, 1].map((form) => median(counted.map((round) => round[form])));
    return [name, plain.toFixed(1), compiled.toFixed(1), times(median(counted.map(([a, b]) => b / a)))];
  });
}

async function controlled(deep) {
  const { explore } = require('lockstep');
  const { startAgent } = require('../lib/src/engine/agents');
  const { HostAgent } = require('../lib/src/host/host-agent');
  const spawn = (name, body) => startAgent(new HostAgent({ name }), -1, body);
  const rows = [];
  for (const dataRaces of ['off', 'warn']) {
    const body = deep.touching(spawn, ACCESSES);
    const options = { iterations: 20, timeBudget: 0, latent: 'off', dataRaces, maxSteps: 100_000, seed: 1 };
    // The first exploration compiles.
    for (let warm = 0; warm < 3; warm++) await explore(body, options);
    const start = process.cpuUsage();
    const { schedules } = await explore(body, options);
    const { user, system } = process.cpuUsage(start);
    const each = ((user + system) * 1000) / (schedules * 2 * ACCESSES);
    rows.push([
      dataRaces === 'off' ? 'an access, a choice before it' : 'the same, data races looked for',
      each.toFixed(0),
    ]);
  }
  return rows;
}

async function main() {
  const deep = loadInstrumented(FILE);
  const native = require(FILE);
  const plain = plainly(native, deep);
  writeResult('deep', 'Deep mode', [
    `Run plainly, outside an exploration: CPU milliseconds, medians of ${ROUNDS - 2} pairs, both forms in turn.`,
    table(['program', 'not instrumented', 'deep file', 'ratio'], plain),
    'Under control, in an exploration of two agents by the default strategy: CPU nanoseconds.',
    table(['', 'ns'], await controlled(deep)),
  ]);
}

module.exports = { main };
