// Memory over a million schedules: the heap in use, after a full collection, must not grow.
//
//   node benchmarks/run.js memory

const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const { loadInstrumented } = require('./instrumented');
const { table, writeResult } = require('./results');

const SCHEDULES = 1_000_000;
const CHECKPOINTS = 10;
/** Megabytes by which the heap may have grown at the end. */
const MOST_GROWTH = 2;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

function megabytes() {
  collect();
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** Heap in use before and at each checkpoint of one exploration per checkpoint, the first of which warms up. */
async function heapOver(body) {
  const { explore } = require('lockstep');
  const options = { iterations: SCHEDULES / CHECKPOINTS, timeBudget: 0, model: 'host' };
  const heap = [];
  for (let round = 0; round < CHECKPOINTS; round++) {
    await explore(body, { ...options, seed: round });
    heap.push(megabytes());
  }
  return heap;
}

async function main() {
  const { counter } = loadInstrumented(join(__dirname, 'bodies', 'functions.js'));
  const { everything } = loadInstrumented(join(__dirname, 'bodies', 'everything.js'));
  const bodies = { 'three tasks on a counter': counter, 'timers, generators, leftovers': everything };
  const rows = [];
  for (const [name, body] of Object.entries(bodies)) {
    const heap = await heapOver(body);
    const growth = heap.at(-1) - heap[0];
    const verdict = growth < MOST_GROWTH ? 'flat' : 'grows';
    if (growth >= MOST_GROWTH) process.exitCode = 1;
    rows.push([name, ...[heap[0], heap[4], heap.at(-1)].map((mb) => mb.toFixed(1)), growth.toFixed(2), verdict]);
  }
  writeResult('memory', 'Memory over a million schedules', [
    'Heap in use after a full collection, in MiB, after 100,000, 500,000 and 1,000,000 schedules.',
    table(['body', '100,000', '500,000', '1,000,000', 'growth', 'verdict'], rows),
  ]);
}

module.exports = { main };
