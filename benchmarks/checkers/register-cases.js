// The large histories of a register that are measured, by name.

const { register, simulate, withImpossibleRead } = require('./simulation');

const CASES = {
  '1,000 x 20 clients': { count: 1000, clients: 20 },
  '1,000 x 10, one impossible read': { count: 1000, clients: 10, impossible: true },
  '1,000 x 5, 24 unknown, one impossible read': { count: 1000, clients: 5, unknown: 24, impossible: true },
  '10,000 x 5': { count: 10_000, clients: 5 },
  '10,000 x 10': { count: 10_000, clients: 10 },
  '10,000 x 20': { count: 10_000, clients: 20 },
  '100,000 x 5': { count: 100_000, clients: 5 },
};

function historyOf(name) {
  const { impossible, ...shape } = CASES[name];
  const operations = simulate(register(), shape);
  return impossible ? withImpossibleRead(operations) : operations;
}

module.exports = { CASES, historyOf };
