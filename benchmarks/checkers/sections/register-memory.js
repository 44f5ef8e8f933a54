// What one check of a large history takes in a process that has only made the history: time of a first check, peak and remaining memory.

const { readFileSync, writeFileSync } = require('node:fs');
const { checkLinearizable, History, models } = require('lockstep/checkers');
const { collect, cpuTime } = require('../../measure');
const { historyOf } = require('../register-cases');

/** Forgets the peak so far, where the system can; else what came before may hide in it. */
function forgetPeak() {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Not Linux.
  }
}

/** Bytes that the process has held at most. */
function peak() {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

module.exports = async (name) => {
  const history = History.fromOperations(historyOf(name));
  const model = models.casRegister();
  collect();
  const heapBefore = process.memoryUsage().heapUsed;
  forgetPeak();
  const before = process.memoryUsage().rss;
  let result;
  const first = (await cpuTime(() => (result = checkLinearizable(history, model)))) / 1000;
  const growth = peak() - before;
  collect();
  const kept = process.memoryUsage().heapUsed - heapBefore;
  return { verdict: result.verdict, first, growth, kept, tables: result.statistics.memory };
};
