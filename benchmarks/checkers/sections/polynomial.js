// Objects in which every value is written once.

const { checkLinearizable, History, models } = require('lockstep/checkers');
const { inTurn } = require('../../measure');
const objects = require('../distinct-values');
const { simulate } = require('../simulation');

const CLIENTS = 8;
const SIZES = [10_000, 100_000];
const CASES = {
  register: [objects.distinctRegister, models.register()],
  'append-register': [objects.appendRegister, models.appendRegister({ initial: '' })],
  queue: [objects.queue, models.fifoQueue()],
  stack: [objects.stack, models.stack()],
  'priority-queue': [objects.priorityQueue, models.priorityQueue()],
  set: [objects.set, models.set()],
};

module.exports = async () => {
  const variants = {};
  const details = [];
  for (const [name, [object, model]] of Object.entries(CASES)) {
    for (const count of SIZES) {
      const history = History.fromOperations(simulate(object(), { count, clients: CLIENTS }));
      const { verdict, statistics } = checkLinearizable(history, model);
      details.push({ name, count, verdict, method: statistics.method });
      variants[`${name} ${count}`] = { count: 1, run: () => checkLinearizable(history, model) };
    }
  }
  const times = await inTurn(variants, { rounds: 7, warmup: 3, garbage: 'major' });
  return details.map((detail) => ({ ...detail, times: times[`${detail.name} ${detail.count}`] }));
};
