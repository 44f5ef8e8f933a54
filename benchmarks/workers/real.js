// One fresh process of the workers benchmark: Node's own workers.

const { inTurn } = require('../measure');
const { report } = require('../processes');
const { handOffs, spawns } = require('./bodies');

const TURNS = 20_000;
const SPAWNS = 20;

async function main() {
  const variants = {
    // Without its spawn, which is a ten-thousandth of it.
    handOff: { count: 2 * TURNS, run: handOffs(TURNS) },
    spawn: { count: SPAWNS, run: spawns(SPAWNS) },
  };
  report(await inTurn(variants, { rounds: 7, warmup: 2 }));
}

main();
