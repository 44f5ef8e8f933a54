// The etcd logs, checked again and again by a process that is warm.

const { checkLinearizable, models, readHistory } = require('lockstep/checkers');
const { passes } = require('../../measure');
const { etcdLogs } = require('../public-histories');

module.exports = async () => {
  const histories = etcdLogs().map(({ text }) => readHistory(text));
  const model = models.casRegister();
  let configurations = 0;
  const check = () => {
    configurations = 0;
    for (const history of histories) configurations += checkLinearizable(history, model).statistics.configurations;
  };
  return { times: await passes(check, { rounds: 60, warmup: 60 }), configurations, histories: histories.length };
};
