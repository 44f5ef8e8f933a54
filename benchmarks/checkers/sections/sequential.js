// Sequential consistency of the etcd logs: all of them are, though most are not linearizable.

const { checkSequentialConsistency, models, readHistory } = require('lockstep/checkers');
const { passes } = require('../../measure');
const { etcdLogs } = require('../public-histories');

module.exports = async () => {
  const histories = etcdLogs().map(({ text }) => readHistory(text));
  const model = models.casRegister();
  const verdicts = {};
  let configurations = 0;
  for (const history of histories) {
    const { verdict, statistics } = checkSequentialConsistency(history, model);
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    configurations += statistics.configurations;
  }
  const check = () => {
    for (const history of histories) checkSequentialConsistency(history, model);
  };
  return { times: await passes(check, { rounds: 20, warmup: 10 }), configurations, verdicts };
};
