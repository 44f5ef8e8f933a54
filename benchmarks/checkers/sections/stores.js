// The logs of a key/value store, one key a part.

const { checkLinearizable, models, readHistory } = require('lockstep/checkers');
const { inTurn } = require('../../measure');
const { storeLogs } = require('../public-histories');

module.exports = async () => {
  const model = models.map({ initial: '' });
  const variants = {};
  const details = {};
  for (const { name, text } of storeLogs()) {
    const history = readHistory(text);
    const { verdict, statistics } = checkLinearizable(history, model);
    details[name] = { verdict, operations: history.length, configurations: statistics.configurations };
    variants[name] = {
      count: history.length > 1000 ? 1 : 20,
      run(count) {
        for (let time = 0; time < count; time++) checkLinearizable(history, model);
      },
    };
  }
  const times = await inTurn(variants, { rounds: 25, warmup: 15 });
  return Object.entries(details).map(([name, detail]) => ({ name, ...detail, times: times[name] }));
};
