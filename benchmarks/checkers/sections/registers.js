// Large histories of a register with compare-and-set.

const { checkLinearizable, History, models } = require('lockstep/checkers');
const { inTurn } = require('../../measure');
const { CASES, historyOf } = require('../register-cases');

module.exports = async () => {
  const model = models.casRegister();
  const variants = {};
  const details = {};
  for (const name of Object.keys(CASES)) {
    const history = History.fromOperations(historyOf(name));
    const { verdict, statistics } = checkLinearizable(history, model);
    details[name] = { verdict, configurations: statistics.configurations };
    variants[name] = { count: 1, run: () => checkLinearizable(history, model) };
  }
  const times = await inTurn(variants, { rounds: 15, warmup: 5 });
  return Object.entries(details).map(([name, detail]) => ({ name, ...detail, times: times[name] }));
};
