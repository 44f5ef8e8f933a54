// Tiny histories, as an exploration of schedules makes them by the thousand: the same ones again, and ones never seen before.

const { checkLinearizable, History, models } = require('lockstep/checkers');
const { inTurn } = require('../../measure');
const { register, simulate } = require('../simulation');

const SIZES = [6, 10, 20, 30];
const CLIENTS = 3;
const COUNT = 500;
const ROUNDS = 20;
const WARMUP = 10;

/** In every other one some read returns what may not have been there. */
function tinyHistory(count, seed) {
  const operations = simulate(register(), { count, clients: CLIENTS, seed });
  const read = operations.find(({ f }) => f === 'read');
  if (seed % 2 === 0 && read) read.output = seed % 5;
  return History.fromOperations(operations);
}

module.exports = async () => {
  const variants = {};
  const violations = {};
  for (const size of SIZES) {
    const histories = Array.from({ length: COUNT * (ROUNDS + WARMUP) }, (_, seed) => tinyHistory(size, seed));
    for (const kind of ['again', 'fresh']) {
      const model = models.casRegister();
      variants[`${size} ${kind}`] = {
        count: COUNT,
        run(count, round) {
          const first = kind === 'again' ? 0 : round * count;
          for (let index = 0; index < count; index++) checkLinearizable(histories[first + index], model);
        },
      };
    }
    const model = models.casRegister();
    const bad = histories.slice(0, COUNT).filter((history) => checkLinearizable(history, model).verdict !== 'ok');
    violations[size] = bad.length / COUNT;
  }
  const times = await inTurn(variants, { rounds: ROUNDS, warmup: WARMUP });
  return SIZES.map((size) => ({
    size,
    violations: violations[size],
    again: times[`${size} again`],
    fresh: times[`${size} fresh`],
  }));
};
