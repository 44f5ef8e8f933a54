const { median } = require('../measure');

/**
 * What things take without the worker that each run of them has started.
 * @param each by name, how many of them a run does
 */
function withoutSpawns(times, each) {
  const spawn = median(times.spawn);
  const own = Object.entries(each).map(([name, count]) => [name, times[name].map((time) => time - spawn / count)]);
  return { ...times, ...Object.fromEntries(own) };
}

module.exports = {
  withoutSpawns,
  /** Turns of a schedule that hands off. */
  TURNS: 1000,
  /** Operations of each of two agents in a schedule. */
  STEPS: 1000,
  /** Messages there and back of a schedule. */
  TRIPS: 500,
  /** Workers of a schedule, one after the other. */
  SPAWNS: 20,
};
