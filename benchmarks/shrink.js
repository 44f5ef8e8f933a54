// How small the failures of the corpus become: departures from the default order as found, after shrinking, and the fewest that
// an independent exhaustive search finds. Runs the corpus under Jest in its shrinking mode and writes results/shrink.md.
//
//   node benchmarks/run.js shrink

const { measureCorpus } = require('./measure-corpus');
const { table, writeResult } = require('./results');

async function main() {
  report(measureCorpus('LOCKSTEP_CORPUS_SHRINK'));
}

function report(measurements) {
  const [{ most, seeds }] = measurements;
  const rows = measurements.map((one) => [
    `${one.name} (${one.label})`,
    one.found,
    one.shrunk + (one.provenFewest ? '' : ' (not proven)'),
    fewest(one),
    one.exhaustive.schedules.toLocaleString('en'),
    one.attempts.toLocaleString('en'),
    Math.round(one.time),
  ]);
  const slowest = Math.max(...measurements.map((one) => one.time));
  writeResult('shrink', 'How small the failures of the corpus become', [
    [
      `Departures from the default order (picks, late operations, data choices). Each failing body is explored with the`,
      `strategy \`random\` and ${seeds} seeds; the finding with the most departures is shrunk with the default budget (5 s). Schedule 1 of`,
      'every exploration is the undisturbed one: what fails there is found with 0 departures, and only the proof is left to do.',
      'The exhaustive search shares no code with shrinking: it runs every schedule with no departure, then every one with one,',
      `and so on, until the first that breaks the row's invariant, ${most.toLocaleString('en')} schedules at most. CPU time is that of finding and shrinking`,
      'together, in milliseconds.',
    ].join('\n'),
    summary(measurements),
    `The slowest row took ${(slowest / 1000).toFixed(1)} s.`,
    table(
      ['failing body', 'as found', 'shrunk', 'fewest', 'schedules for the fewest', 'runs to shrink', 'CPU ms'],
      rows,
    ),
  ]);
}

function fewest({ exhaustive: { departures, excludedBelow } }) {
  return departures === null ? `at least ${excludedBelow}` : String(departures);
}

function summary(measurements) {
  const known = measurements.filter((one) => one.exhaustive.departures !== null);
  const missed = known.filter((one) => one.shrunk !== one.exhaustive.departures);
  const names = missed.length === 0 ? '' : ` Missed: ${missed.map((one) => one.name).join('; ')}.`;
  const open = measurements.length - known.length;
  return (
    `${known.length - missed.length} of ${measurements.length} failures shrink to the fewest.${names}` +
    (open === 0 ? '' : ` For ${open} the exhaustive search ended at its cap.`)
  );
}

module.exports = { main };
