// The etcd logs once, in a process that has done nothing before: what a command line or a single test pays.

const started = process.cpuUsage();
const milliseconds = ({ user, system }) => (user + system) / 1000;
const since = (before) => milliseconds(process.cpuUsage(before));

module.exports = () => {
  const { etcdLogs } = require('../public-histories');
  const logs = etcdLogs();
  let before = process.cpuUsage();
  const { checkLinearizable, models, readHistory } = require('lockstep/checkers');
  const loading = since(before);
  before = process.cpuUsage();
  const histories = logs.map(({ text }) => readHistory(text));
  const reading = since(before);
  before = process.cpuUsage();
  const model = models.casRegister();
  for (const history of histories) checkLinearizable(history, model);
  const checking = since(before);
  return { starting: milliseconds(started), loading, reading, checking };
};
