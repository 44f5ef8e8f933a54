// What the measured bodies do: choices per schedule, and how often the update is lost.

const { OPTIONS } = require('./variants');

/** Mean number of choices per schedule of each body, over 300 random schedules. */
async function choicesOf(tryIteration, bodies) {
  const means = {};
  for (const name of ['counter', 'port']) {
    let total = 0;
    for (let iteration = 1; iteration <= 300; iteration++)
      total += (await tryIteration(bodies[name], { ...OPTIONS.random, seed: 1, iteration })).choices;
    means[name] = total / 300;
  }
  return means;
}

/** Share of runs that lost an update, by variant. */
function shareOfLosses(modules) {
  return Object.fromEntries(
    Object.entries(modules).map(([variant, shapes]) => {
      const seen = Object.values(shapes).map((shape) => shape.seen);
      const sum = (key) => seen.reduce((total, counts) => total + counts[key], 0);
      return [variant, sum('losses') / sum('runs')];
    }),
  );
}

module.exports = { choicesOf, shareOfLosses };
