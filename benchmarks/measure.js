// How things are measured here: CPU time of the process (the machine may be busy with other things), variants in turn in short slices
// (so that a slow minute hits all of them), medians within a process and over several fresh processes.

const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** CPU time of this process, garbage collector and compiler included, in microseconds, that `work` takes. */
async function cpuTime(work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/**
 * Runs variants in turn, a slice each.
 * @param variants by name: `count`, how often a slice runs the body, and `run(count, round)`
 * @param garbage what is collected between two slices: `major` if a slice leaves so much behind that the next one would have to collect it
 * @returns by name the nanoseconds per run of each round, warm-up rounds left out
 */
async function inTurn(variants, { rounds, warmup, garbage = 'minor' }) {
  const names = Object.keys(variants);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -warmup; round < rounds; round++) {
    for (const name of names) {
      const { count, run } = variants[name];
      // Nobody pays for the garbage of the variant before.
      collect({ type: garbage });
      const microseconds = await cpuTime(() => run(count, round + warmup));
      if (round >= 0) times[name].push((microseconds * 1000) / count);
    }
  }
  return times;
}

/**
 * Runs `work` again and again.
 * @returns its CPU milliseconds each time, warm-up rounds left out
 */
async function passes(work, { rounds, warmup = 0 }) {
  const times = [];
  for (let round = -warmup; round < rounds; round++) {
    const microseconds = await cpuTime(work);
    if (round >= 0) times.push(microseconds / 1000);
  }
  return times;
}

function median(values) {
  if (values.length === 0) throw new RangeError('median() expects at least one value, got none.');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/** Median of the ratios of values that were measured in the same round. */
function medianRatio(numerators, denominators) {
  return median(numerators.map((value, round) => value / denominators[round]));
}

module.exports = { collect, cpuTime, inTurn, median, medianRatio, passes };
