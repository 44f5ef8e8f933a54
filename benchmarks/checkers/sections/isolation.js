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

const LIST_LEVELS = ['serializable', 'strict-serializable'];
const lists = (history) =>
  Object.fromEntries(LIST_LEVELS.map((level) => [level, () => checkTransactions(history, { level })]));
const registers = (history) => ({
  'read committed': () => checkReadCommitted(history),
  'read atomic': () => checkReadAtomic(history),
  causal: () => checkCausalTransactions(history),
});

/** One history in a process: every collection of garbage goes through all of them. */
module.exports = async (kind, clients) => {
  const history = History.fromOperations(transactions({ count: COUNT, clients: Number(clients), kind }));
  const checks = kind === 'list-append' ? lists(history) : registers(history);
  const variants = {};
  const verdicts = {};
  for (const [level, check] of Object.entries(checks)) {
    verdicts[level] = check().verdict;
    variants[level] = { count: 1, run: check };
  }
  const times = await inTurn(variants, { rounds: 7, warmup: 3, garbage: 'major' });
  return Object.entries(verdicts).map(([level, verdict]) => ({
    name: `${kind}, ${clients} clients: ${level}`,
    verdict,
    times: times[level],
  }));
};
