// How often reports name the true cause of the corpus's failures: what each report names, beside the truth that was worked out by hand from
// the fix (explanations/truths.json). Runs the corpus under Jest in its explaining mode and writes results/explanations.md.
//
//   node benchmarks/run.js explanations

const { measureCorpus } = require('./measure-corpus');
const { table, writeResult } = require('./results');
const TRUTHS = require('./explanations/truths.json');

const VERDICTS = ['first', 'in the first three', 'not named'];

async function main() {
  report(measureCorpus('LOCKSTEP_CORPUS_EXPLAIN'));
}

function report(explanations) {
  const judged = explanations.map((one) => ({ ...one, verdict: verdictOf(one.report, truthOf(one.name)) }));
  const counts = VERDICTS.map((verdict) => `${judged.filter((one) => one.verdict === verdict).length} ${verdict}`);
  writeResult('explanations', 'How often reports name the cause', [
    [
      'Each failing body of the corpus is explored with the default settings and seed 1. A report names the cause if the state or the function,',
      'the kind and the place are those of the truth, which was worked out by hand from the fix: `benchmarks/explanations/truths.json`. For a',
      'deadlock the report has to say who waits for what, and must not name a race beside it.',
    ].join('\n'),
    `Of ${judged.length} causes: ${counts.join(', ')}.`,
    table(
      ['failing body', 'verdict', 'what the report names first'],
      judged.map((one) => [`${one.name} (${one.label})`, one.verdict, namedFirst(one.report)]),
    ),
  ]);
}

function truthOf(name) {
  const known = Object.keys(TRUTHS).filter(
    (key) => name === key || (/^[:, ]/.test(name.slice(key.length)) && name.startsWith(key)),
  );
  if (known.length !== 1) throw new Error(`Expected one truth for ${name}, got ${known.length}.`);
  return TRUTHS[known[0]];
}

function verdictOf(report, truth) {
  if (truth.waits !== undefined) return isAboutWaiting(report, truth) ? 'first' : 'not named';
  const causes = [report.race, ...report.otherRaces].filter((race) => race !== null);
  const index = causes.slice(0, 3).findIndex((race) => isTrue(race, truth));
  return index === 0 ? 'first' : index > 0 ? 'in the first three' : 'not named';
}

function isAboutWaiting({ reason, race }, { waits }) {
  return race === null && reason.waiting.some((sentence) => new RegExp(waits).test(sentence));
}

function isTrue({ name, kind, accesses }, { names, kinds, sites }) {
  const isNamed = names.some((one) => new RegExp(`(?:^|[^A-Za-z])${one}(?:$|[^A-Za-z])`).test(name));
  return isNamed && kinds.includes(kind) && accesses.some(({ site }) => new RegExp(sites).test(site));
}

function namedFirst({ race, reason }) {
  if (race !== null) return `${race.kind}: \`${race.name}\``;
  return reason.waiting.length > 0 ? `${reason.kind}: ${reason.waiting.length} wait` : 'nothing';
}

module.exports = { main, report };
