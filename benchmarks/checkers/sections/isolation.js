// Transactions: list-append and registers, by few and many clients.

const {
  checkCausalTransactions,
  checkReadAtomic,
  checkReadCommitted,
  checkTransactions,
  History,
} = require('lockstep/checkers');
const { inTurn } = require('../../measure');
const { transactions } = require('../transactions');

const COUNT = 100_000;

module.exports = async () => {
  const lists = [10, 50].map((clients) => {
    const history = History.fromOperations(transactions({ count: COUNT, clients }));
    const checks = {
      serializable: () => checkTransactions(history, { level: 'serializable' }),
      'strict-serializable': () => checkTransactions(history, { level: 'strict-serializable' }),
    };
    return { what: `list-append, ${clients} clients`, checks };
  });
  const history = History.fromOperations(transactions({ count: COUNT, clients: 10, kind: 'rw-register' }));
  const weak = {
    'read committed': () => checkReadCommitted(history),
    'read atomic': () => checkReadAtomic(history),
    causal: () => checkCausalTransactions(history),
  };
  const cases = [...lists, { what: 'registers, 10 clients', checks: weak }];
  const variants = {};
  const verdicts = {};
  for (const { what, checks } of cases) {
    for (const [level, check] of Object.entries(checks)) {
      const name = `${what}: ${level}`;
      verdicts[name] = check().verdict;
      variants[name] = { count: 1, run: check };
    }
  }
  const times = await inTurn(variants, { rounds: 5, warmup: 2 });
  return Object.entries(verdicts).map(([name, verdict]) => ({ name, verdict, times: times[name] }));
};
