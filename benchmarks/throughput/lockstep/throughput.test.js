// One fresh Jest process of the throughput benchmark: the bodies under Lockstep.

const { explore, tryIteration } = require('lockstep');
const { inTurn } = require('../../measure');
const { report } = require('../../processes');
const { choicesOf, shareOfLosses } = require('../describe');
const { forEachBody, lockstep, OPTIONS, withPrefix } = require('../variants');

const shapes = {
  functions: require('../../bodies/functions'),
  methods: require('../../bodies/methods'),
  closures: require('../../bodies/closures'),
};

test('throughput under Lockstep', async () => {
  const variants = {
    ...withPrefix(
      'lockstep',
      forEachBody((shape, body) => lockstep(explore, shapes[shape][body], OPTIONS.random)),
    ),
    'defaults functions/counter': lockstep(explore, shapes.functions.counter, OPTIONS.defaults),
    'defaults functions/port': lockstep(explore, shapes.functions.port, OPTIONS.defaults),
  };
  const times = await inTurn(variants, { rounds: 7, warmup: 2 });
  report({
    times,
    choices: await choicesOf(tryIteration, shapes.functions),
    losses: shareOfLosses({ lockstep: shapes }),
  });
}, 120_000);
