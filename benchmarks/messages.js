// A message there and back between two ports of one agent: under control against real ports of Node, in turn, in one process; medians over
// several fresh processes.
//
//   node benchmarks/run.js messages

const { resolve } = require('node:path');
const { loadInstrumented } = require('./instrumented');
const { inTurn, median, medianRatio } = require('./measure');
const { measureIn, report } = require('./processes');
const { table, times, writeResult } = require('./results');

const PROCESSES = 5;
/** Least that a real round trip takes, relative to one under control. */
const TARGET = 5;
/** Round trips of a schedule. */
const TRIPS = 100;

const VALUES = {
  number: 'a number',
  object: 'an object of three members, plain',
  map: 'an object with a Map and a Date',
  bytes: 'a Uint8Array of 1 KB',
};

/** One process: nanoseconds per round trip, real and under control. */
async function measureHere() {
  const { explore } = require('lockstep');
  const path = resolve(__dirname, 'bodies', 'messages.js');
  const plain = require(path).roundTrips;
  const controlled = loadInstrumented(path).roundTrips;
  const variants = {};
  for (const kind of Object.keys(VALUES)) {
    const body = controlled(kind, TRIPS);
    variants[`real ${kind}`] = {
      count: 20 * TRIPS,
      async run(count) {
        for (let done = 0; done < count; done += TRIPS) await plain(kind, TRIPS)();
      },
    };
    variants[`controlled ${kind}`] = {
      count: 200 * TRIPS,
      run: (count) => explore(body, { iterations: count / TRIPS, timeBudget: 0, shrink: 0 }),
    };
  }
  report(await inTurn(variants, { rounds: 15, warmup: 10 }));
}

async function main() {
  const processes = Array.from({ length: PROCESSES }, () => measureIn([__filename]));
  const timeOf = (variant) => Math.round(median(processes.map((run) => median(run[variant]))));
  const rows = Object.entries(VALUES).map(([kind, name]) => {
    const [real, controlled] = [`real ${kind}`, `controlled ${kind}`];
    const ratio = median(processes.map((run) => medianRatio(run[real], run[controlled])));
    return [name, timeOf(real), timeOf(controlled), `${times(ratio)}${ratio >= TARGET ? '' : ' (missed)'}`];
  });
  writeResult('messages', 'Messages', [
    `Nanoseconds of CPU time for a message there and back, between real ports of one thread and under control; medians over ${PROCESSES} ` +
      `fresh processes. A schedule has ${TRIPS} round trips, and its costs are part of the figures. The target is ${TARGET} times less.`,
    table(['value', 'real ports', 'under control', 'ratio'], rows),
  ]);
}

if (require.main === module) measureHere();

module.exports = { main };
