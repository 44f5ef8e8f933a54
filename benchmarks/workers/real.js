// One fresh process of the workers benchmark: Node's own workers.

const { inTurn } = require('../measure');
const { report } = require('../processes');
const { handOffs, messages, spawns } = require('./bodies');
const { withoutSpawns } = require('./counts');

const TURNS = 20_000;
const TRIPS = 10_000;
const SPAWNS = 10;

async function main() {
  const variants = {
    handOff: { count: 2 * TURNS, run: handOffs(TURNS) },
    message: { count: TRIPS, run: messages(TRIPS) },
    spawn: { count: SPAWNS, run: spawns(SPAWNS) },
  };
  const times = await inTurn(variants, { rounds: 3, warmup: 1 });
  // By the clock: who waits keeps no processor busy.
  const began = performance.now();
  await handOffs(TURNS)();
  report({
    ...withoutSpawns(times, { handOff: 2 * TURNS, message: TRIPS }),
    elapsed: [((performance.now() - began) * 1e6) / (2 * TURNS)],
  });
}

main();
