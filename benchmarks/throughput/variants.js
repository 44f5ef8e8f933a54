// What a slice of the throughput benchmark runs: a body so many times on native promises, on fast-check's scheduler, under Lockstep.

const SHAPES = ['functions', 'methods', 'closures'];
const BODIES = ['counter', 'port'];

/** Settings of Lockstep: the random walk that the targets are about, and what a user gets who sets nothing. */
const OPTIONS = { random: { strategy: 'random', model: 'host' }, defaults: {} };

function native(body) {
  return {
    count: 20_000,
    async run(count) {
      for (let i = 0; i < count; i++) await body();
    },
  };
}

function fastCheck(fc, body) {
  return {
    count: 500,
    async run(count, round) {
      const property = fc.asyncProperty(fc.scheduler(), body);
      await fc.assert(property, { numRuns: count, seed: round });
    },
  };
}

function lockstep(explore, body, options) {
  return {
    count: 20_000,
    async run(count, round) {
      const result = await explore(body, { ...options, iterations: count, timeBudget: 0, seed: round });
      if (!result.passed || result.schedules !== count)
        throw new Error(
          `Expected ${count} schedules without a finding, got ${result.schedules}: ${result.unearned ?? result.finding?.error}`,
        );
    },
  };
}

/** `make(shape, body)` for every shape and body, by `shape/body`. */
function forEachBody(make) {
  const made = {};
  for (const shape of SHAPES) for (const body of BODIES) made[`${shape}/${body}`] = make(shape, body);
  return made;
}

function withPrefix(prefix, variants) {
  return Object.fromEntries(Object.entries(variants).map(([name, variant]) => [`${prefix} ${name}`, variant]));
}

module.exports = { BODIES, fastCheck, forEachBody, lockstep, native, OPTIONS, SHAPES, withPrefix };
