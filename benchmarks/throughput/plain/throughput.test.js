// One fresh Jest process of the throughput benchmark: the bodies on native promises and on fast-check's scheduler.

const fc = require('fast-check');
const { inTurn } = require('../../measure');
const { report } = require('../../processes');
const { shareOfLosses } = require('../describe');
const { fastCheck, forEachBody, native, withPrefix } = require('../variants');

const plain = {
  functions: require('../../bodies/functions'),
  methods: require('../../bodies/methods'),
  closures: require('../../bodies/closures'),
};
const scheduled = {
  functions: require('../../bodies/scheduled/functions'),
  methods: require('../../bodies/scheduled/methods'),
  closures: require('../../bodies/scheduled/closures'),
};

test('throughput of native promises and fast-check', async () => {
  const variants = {
    ...withPrefix(
      'native',
      forEachBody((shape, body) => native(plain[shape][body])),
    ),
    ...withPrefix(
      'fast-check',
      forEachBody((shape, body) => fastCheck(fc, scheduled[shape][body])),
    ),
  };
  const times = await inTurn(variants, { rounds: 7, warmup: 2 });
  report({ times, losses: shareOfLosses({ native: plain, 'fast-check': scheduled }) });
}, 120_000);
