// The page that `drawHtml` makes: its size, and how long making it takes.

const { checkLinearizable, drawHtml, History, models } = require('lockstep/checkers');
const { inTurn } = require('../../measure');
const { register, simulate, withImpossibleRead } = require('../simulation');

const SIZES = [10, 1000, 10_000, 100_000];

module.exports = async () => {
  const model = models.casRegister();
  const variants = {};
  const bytes = {};
  for (const count of SIZES) {
    const history = History.fromOperations(withImpossibleRead(simulate(register(), { count, clients: 5 })));
    const result = checkLinearizable(history, model);
    bytes[count] = Buffer.byteLength(drawHtml(history, result));
    variants[count] = { count: 1, run: () => drawHtml(history, result) };
  }
  const times = await inTurn(variants, { rounds: 7, warmup: 3 });
  return SIZES.map((count) => ({ count, bytes: bytes[count], times: times[count] }));
};
