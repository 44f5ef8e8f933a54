// One fresh process of the throughput benchmark in bare Node: all variants in turn.

const { resolve } = require('node:path');
const fc = require('fast-check');
const { explore, tryIteration } = require('lockstep');
const { loadInstrumented } = require('../instrumented');
const { inTurn } = require('../measure');
const { report } = require('../processes');
const { choicesOf, shareOfLosses } = require('./describe');
const { fastCheck, forEachBody, lockstep, native, OPTIONS, SHAPES, withPrefix } = require('./variants');

const folder = resolve(__dirname, '../bodies');
const instrumented = Object.fromEntries(SHAPES.map((shape) => [shape, loadInstrumented(`${folder}/${shape}.js`)]));
const plain = Object.fromEntries(SHAPES.map((shape) => [shape, require(`${folder}/${shape}.js`)]));
const scheduled = Object.fromEntries(SHAPES.map((shape) => [shape, require(`${folder}/scheduled/${shape}.js`)]));

async function main() {
  const variants = {
    ...withPrefix(
      'lockstep',
      forEachBody((shape, body) => lockstep(explore, instrumented[shape][body], OPTIONS.random)),
    ),
    'defaults functions/counter': lockstep(explore, instrumented.functions.counter, OPTIONS.defaults),
    'defaults functions/port': lockstep(explore, instrumented.functions.port, OPTIONS.defaults),
    ...withPrefix(
      'native',
      forEachBody((shape, body) => native(plain[shape][body])),
    ),
    ...withPrefix(
      'fast-check',
      forEachBody((shape, body) => fastCheck(fc, scheduled[shape][body])),
    ),
  };
  const times = await inTurn(variants, { rounds: 11, warmup: 3 });
  report({
    times,
    choices: await choicesOf(tryIteration, instrumented.functions),
    losses: shareOfLosses({ lockstep: instrumented, native: plain, 'fast-check': scheduled }),
  });
}

main();
