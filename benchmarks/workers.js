// Simulated workers against Node's own: a step against a hand-off between two agents, a message there and back, a worker from its start to
// its end. All figures are CPU time; medians over several fresh processes, real and simulated ones in turn.
//
//   node benchmarks/run.js workers

const { join } = require('node:path');
const { median } = require('./measure');
const { measureIn, measureInJest } = require('./processes');
const { table, times, writeResult } = require('./results');

const PROCESSES = 3;
const FOLDER = join(__dirname, 'workers');

/** What a real thing takes, relative to a simulated one: the least that the project set out to reach. */
const ROWS = [
  ['a step, against a hand-off by Atomics.wait and notify', 'handOff', 'step', 50],
  ['the same hand-off, simulated: six steps and a wait', 'handOff', 'handOff', null],
  ['a message to a worker and back', 'message', 'message', 5],
  ["a worker from `new Worker` to 'exit', warm", 'spawn', 'spawn', 10],
];

async function main() {
  const runs = Array.from({ length: PROCESSES }, () => ({
    real: measureIn([join(FOLDER, 'real.js')]),
    simulated: measureInJest(join(FOLDER, 'simulated', 'jest.config.js')),
  }));
  const timeOf = (who, name) => median(runs.map((run) => median(run[who][name])));
  const rows = ROWS.map(([name, real, simulated, target]) => {
    const ratio = median(runs.map((run) => median(run.real[real]) / median(run.simulated[simulated])));
    const missed = target !== null && ratio < target ? ' (missed)' : '';
    return [
      name,
      Math.round(timeOf('real', real)).toLocaleString('en'),
      Math.round(timeOf('simulated', simulated)).toLocaleString('en'),
      `${times(ratio)}${missed}`,
      target === null ? '' : `≥ ${target}x`,
    ];
  });
  writeResult('workers', 'Workers', [
    `Nanoseconds of CPU time; medians over ${PROCESSES} fresh processes. Simulated workers are explored in Jest with the strategy 'random'; the ` +
      'costs of schedules are part of the figures, the start of a worker only of its own.',
    table(['', 'real', 'simulated', 'ratio', 'target'], rows),
    `By the clock a hand-off between real workers takes ${Math.round(timeOf('real', 'elapsed')).toLocaleString('en')} ns.`,
  ]);
}

module.exports = { main };
