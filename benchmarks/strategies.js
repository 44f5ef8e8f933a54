// What a decision costs: nanoseconds per question of each strategy, with tasks that always have a next operation, as in the engine.
//
//   node benchmarks/run.js strategies

const { join } = require('node:path');

const { RandomSource, createStrategy, strategyNames } = require(join(__dirname, '..', 'lib', 'src', 'strategies'));

const DECISIONS = 64;
const ITERATIONS = 30_000;
const WARM_UP = 5_000;

/** Every second site conflicts, all were seen. */
const CONFLICTS = { seen: () => true, conflicting: (site) => (site & 1) === 0 };
const SITES = { key: (site) => site + 1, describe: () => '' };

async function main() {
  console.log(`ns per call; iterations of ${DECISIONS} decisions\n`);
  const columns = ['strategy', 'begin + end', 'pick of 2', 'pick of 4', 'pick of 16', 'late', 'choose'];
  console.log(columns.map((column, index) => (index === 0 ? column.padEnd(10) : column.padStart(12))).join(''));
  for (const name of strategyNames()) {
    const figures = [
      measure(name, 0, () => {}, 0),
      ...[2, 4, 16].map((tasks) => measure(name, tasks, pick)),
      measure(name, 2, late),
      measure(name, 2, (strategy, enabled) => strategy.choose(5, enabled[0])),
    ];
    console.log(name.padEnd(10) + figures.map((figure) => figure.toFixed(0).padStart(12)).join(''));
  }
}

/** Picks, and lets the chosen task go on to its next operation: the same object with a new number, as in the engine. */
function pick(strategy, enabled, turn) {
  const operation = enabled[strategy.pick(enabled)];
  operation.sequence = enabled.length + 1 + turn;
  operation.site = turn & 7;
}

/** Asks whether an operation is late: one object for all questions, as in the engine. */
const operation = { kind: 'await', site: 0, task: { index: 0 } };
function late(strategy, _enabled, turn) {
  operation.site = turn & 7;
  strategy.late(operation);
}

/** Nanoseconds per call of `ask`; of an iteration's beginning and end, if it is called no times per iteration. */
function measure(name, tasks, ask, decisions = DECISIONS) {
  const strategy = createStrategy(name);
  const random = new RandomSource();
  const start = {
    iteration: 0,
    turn: 0,
    model: 'host',
    random,
    maxSteps: 10_000,
    teaches: true,
    conflicts: CONFLICTS,
    sites: SITES,
  };
  const end = { picks: decisions, decisions, steps: decisions, failed: false, abandoned: false };
  const enabled = Array.from({ length: tasks }, (_, index) => ({
    kind: 'await',
    site: index,
    task: { index },
    sequence: index + 1,
    channel: 0,
  }));
  let asking = 0n;
  let whole = 0n;
  for (let iteration = 0; iteration < WARM_UP + ITERATIONS; iteration++) {
    enabled.forEach((operation, index) => {
      operation.sequence = index + 1;
    });
    random.reseed(1, iteration);
    start.iteration = start.turn = iteration;
    const begun = process.hrtime.bigint();
    strategy.begin(start);
    const before = process.hrtime.bigint();
    for (let turn = 0; turn < decisions; turn++) ask(strategy, enabled, turn);
    const after = process.hrtime.bigint();
    strategy.end?.(end);
    if (iteration < WARM_UP) continue;
    asking += after - before;
    whole += process.hrtime.bigint() - begun;
  }
  return Number(decisions === 0 ? whole : asking) / ITERATIONS / Math.max(1, decisions);
}

module.exports = { main };
if (require.main === module) main();
