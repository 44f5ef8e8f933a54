// Recording of long schedules: thousands of tasks that are pending together, in the undisturbed schedule (which is always recorded) and in
// the one where everything is late (which fails here, and is recorded for its trace). The time per task must not grow with their number.
//
//   node benchmarks/run.js recording

const { mkdtempSync, rmSync, statSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { loadInstrumented } = require('./instrumented');
const { median, passes } = require('./measure');
const { table, times, writeResult } = require('./results');

const COUNTS = [1000, 2000, 4000, 10_000];
const ROUNDS = 5;

async function main() {
  const { explore } = require('lockstep');
  const { saveTrace } = require('lockstep/trace');
  const { tasks } = loadInstrumented(join(__dirname, 'bodies', 'many.js'));
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-'));
  const rows = [];
  let first = 0;
  try {
    for (const count of COUNTS) {
      const body = tasks(count);
      let result;
      const explored = await passes(
        async () => {
          result = await explore(body, { iterations: 3, timeBudget: 0, shrink: 0, maxSteps: 10 * count });
        },
        { rounds: ROUNDS, warmup: 1 },
      );
      const { trace } = result.finding;
      let path;
      const saved = await passes(
        async () => {
          path = saveTrace(trace, folder);
        },
        { rounds: ROUNDS, warmup: 1 },
      );
      const milliseconds = median(explored);
      if (first === 0) first = milliseconds / count;
      rows.push([
        count.toLocaleString('en'),
        trace.decisions.length.toLocaleString('en'),
        milliseconds.toFixed(0),
        times(milliseconds / count / first),
        median(saved).toFixed(0),
        (statSync(path).size / 1e6).toFixed(2),
      ]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  writeResult('recording', 'Recording long schedules', [
    'CPU milliseconds of three schedules: the undisturbed one, recorded, the same again, and the one in which everything is late, which ' +
      `fails and is run once more to be recorded. Medians of ${ROUNDS}; the first run is not counted.`,
    table(
      ['tasks', 'decisions recorded', 'exploring, ms', 'per task, against 1,000', 'writing the trace, ms', 'trace, MB'],
      rows,
    ),
  ]);
}

module.exports = { main };
