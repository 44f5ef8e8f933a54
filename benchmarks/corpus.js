// How many schedules each strategy needs until it finds the bugs of the corpus: medians over 20 seeds, beside what the toy scheduler
// of the corpus would need on average. Runs the corpus under Jest in its measuring mode and writes results/corpus.md.
//
//   node benchmarks/run.js corpus

const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { measureCorpus } = require('./measure-corpus');

const RESULT = join(__dirname, 'results', 'corpus.md');

async function main() {
  const table = toTable(measureCorpus('LOCKSTEP_CORPUS_MEASURE'));
  mkdirSync(dirname(RESULT), { recursive: true });
  writeFileSync(RESULT, table);
  console.log(table);
}

function toTable(measurements) {
  const strategies = Object.keys(measurements[0].schedules);
  const most = measurements[0].most;
  const seeds = measurements[0].schedules[strategies[0]].length;
  const rows = measurements.map((measurement) => [
    `${measurement.name} (${measurement.label})`,
    measurement.toy === null ? '' : (100 / measurement.toy).toFixed(1),
    ...strategies.map((strategy) => describe(measurement.schedules[strategy], most)),
  ]);
  const header = ['scenario', 'toy scheduler: expected 1/p', ...strategies];
  return [
    '# Schedules until a bug of the corpus is found',
    '',
    `Median over ${seeds} seeds with default settings but for the strategy; in brackets the worst seed; \`>${most}\`: not found`,
    `within ${most} schedules. Schedule 1 is always the undisturbed one: a bug that it shows needs no exploration. The second column`,
    'is what independent random schedules of the corpus’s toy scheduler need on average (another set of ordering points, so an order',
    'of magnitude only). Written by `node benchmarks/run.js corpus`.',
    '',
    line(header),
    line(header.map((_, column) => (column === 0 ? '---' : '---:'))),
    ...rows.map(line),
    '',
  ].join('\n');
}

function describe(schedules, most) {
  const sorted = schedules.map((count) => count ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
  const show = (count) => (Number.isFinite(count) ? String(Math.round(count * 10) / 10) : `>${most}`);
  return `${show(median)} (${show(sorted[sorted.length - 1])})`;
}

const line = (cells) => `| ${cells.join(' | ')} |`;

module.exports = { main };
