// Instrumented code outside an exploration (ordinary tests of a suite, set-up code) against the same code uninstrumented: CPU time, in
// turn, medians over several fresh processes.
//
//   node benchmarks/run.js outside

const { resolve } = require('node:path');
const { loadInstrumented } = require('./instrumented');
const { inTurn, median, medianRatio } = require('./measure');
const { measureIn, report } = require('./processes');
const { table, times, writeResult } = require('./results');

const PROCESSES = 5;
/** Most that instrumented code may take, relative to native code. */
const TARGET = 2;

const BODIES = {
  'await-heavy': ['awaits', 'awaits'],
  'functions, counter': ['functions', 'counter'],
  'functions, port': ['functions', 'port'],
  'methods, port': ['methods', 'port'],
  'closures, port': ['closures', 'port'],
};

const repeated = (loop, body) => ({ count: 5000, run: (count) => loop(body, count) });

/** One process: nanoseconds per run of every body, plain and instrumented. */
async function measureHere() {
  const loops = resolve(__dirname, 'bodies', 'awaits.js');
  const { repeat: plainLoop } = require(loops);
  const { repeat: instrumentedLoop } = loadInstrumented(loops);
  const variants = {};
  for (const [name, [file, body]] of Object.entries(BODIES)) {
    const path = resolve(__dirname, 'bodies', `${file}.js`);
    variants[`plain ${name}`] = repeated(plainLoop, require(path)[body]);
    variants[`instrumented ${name}`] = repeated(instrumentedLoop, loadInstrumented(path)[body]);
  }
  report(await inTurn(variants, { rounds: 15, warmup: 3 }));
}

async function main() {
  const processes = Array.from({ length: PROCESSES }, () => measureIn([__filename]));
  const timeOf = (variant) => Math.round(median(processes.map((run) => median(run[variant]))));
  const rows = Object.keys(BODIES).map((name) => {
    const [plain, instrumented] = [`plain ${name}`, `instrumented ${name}`];
    const ratio = median(processes.map((run) => medianRatio(run[instrumented], run[plain])));
    return [name, timeOf(plain), timeOf(instrumented), `${times(ratio)}${ratio <= TARGET ? '' : ' (missed)'}`];
  });
  writeResult('outside', 'Instrumented code outside an exploration', [
    `Nanoseconds of CPU time per run in bare Node, native and instrumented; medians over ${PROCESSES} fresh processes. ` +
      `The target is at most ${TARGET}x.`,
    table(['body', 'native', 'instrumented', 'ratio'], rows),
  ]);
}

if (require.main === module) measureHere();

module.exports = { main };
