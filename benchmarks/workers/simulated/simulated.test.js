// One fresh Jest process of the workers benchmark: simulated workers.

const { explore } = require('lockstep');
const { inTurn } = require('../../measure');
const { report } = require('../../processes');
const { handOffs, messages, spawns, steps } = require('../bodies');
const { SPAWNS, STEPS, TRIPS, TURNS, withoutSpawns } = require('../counts');

const OPTIONS = {
  timeBudget: 0,
  shrink: 0,
  latent: 'off',
  maxSteps: 1_000_000,
  dataRaces: 'off',
  mustExplore: false,
  strategy: 'random',
};

test('simulated workers', async () => {
  const variant = (body, each, schedules) => ({
    count: each * schedules,
    run: async () => {
      const { bug } = await explore(body, { ...OPTIONS, iterations: schedules });
      if (bug) throw new Error(String(bug.message));
    },
  });
  const times = await inTurn(
    {
      handOff: variant(handOffs(TURNS), 2 * TURNS, 5),
      step: variant(steps(STEPS), 2 * STEPS, 5),
      message: variant(messages(TRIPS), TRIPS, 20),
      spawn: variant(spawns(SPAWNS), SPAWNS, 5),
    },
    { rounds: 3, warmup: 2 },
  );
  report(withoutSpawns(times, { handOff: 2 * TURNS, step: 2 * STEPS, message: TRIPS }));
}, 300_000);
