module.exports = {
  /** Turns of a schedule that hands off. */
  TURNS: 1000,
  /** Operations of each of two agents in a schedule. */
  STEPS: 1000,
  /** Workers of a schedule, one after the other. */
  SPAWNS: 20,
};
