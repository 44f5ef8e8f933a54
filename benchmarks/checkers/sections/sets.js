// One element of a set, added and removed again and again: what the search decides without a check of its own for sets.

const { checkLinearizable, History, models } = require('lockstep/checkers');
const { inTurn } = require('../../measure');
const { element, simulate } = require('../simulation');

const COUNT = 10_000;
const CLIENTS = [3, 10, 50];
const UNKNOWN = [0, 24];

/** Once all clients are done, the element is there and away more often than the unknown operations can explain. */
function withContradiction(operations, unknown) {
  const end = Math.max(...operations.map(({ call, return: end = 0 }) => Math.max(call, end)));
  const late = Array.from({ length: unknown + 3 }, (_, at) => {
    const [call, output] = [end + 2 * at + 1, at % 2 === 0];
    return { process: 'late', f: 'contains', input: 'x', output, outcome: 'ok', call, return: call + 1 };
  });
  return [...operations, ...late];
}

module.exports = async () => {
  const variants = {};
  const details = [];
  for (const clients of CLIENTS) {
    for (const unknown of UNKNOWN) {
      const operations = simulate(element('x'), { count: COUNT, clients, unknown });
      for (const given of [operations, withContradiction(operations, unknown)]) {
        const history = History.fromOperations(given);
        const { verdict, statistics } = checkLinearizable(history, models.set());
        const name = `${clients} ${unknown} ${verdict}`;
        details.push({ name, clients, unknown, verdict, configurations: statistics.configurations });
        variants[name] = { count: 1, run: () => checkLinearizable(history, models.set()) };
      }
    }
  }
  const times = await inTurn(variants, { rounds: 7, warmup: 3, garbage: 'major' });
  return details.map((detail) => ({ ...detail, times: times[detail.name] }));
};
