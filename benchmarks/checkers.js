// The consistency checkers: public histories of porcupine (skipped if they are absent), large and tiny synthetic ones, transactions, pictures; porcupine itself
// in the same run if it is there. CPU time throughout. Each part runs in processes of its own, since what V8 learns in one part slows down or speeds up another.

const { join } = require('node:path');
const { both, judged, megabytes, scaled, short } = require('./checkers/figures');
const { measurePorcupine, ROUNDS } = require('./checkers/porcupine');
const { ABSENT, present } = require('./checkers/public-histories');
const { median } = require('./measure');
const { measureIn } = require('./processes');
const { table, times: ratio, writeResult } = require('./results');

const SECTION = join(__dirname, 'checkers', 'section.js');
const PROCESSES = 3;
const FRESH_PROCESSES = 9;
/** Nanoseconds to milliseconds, and to microseconds. */
const MILLISECONDS = 1e-6;
const MICROSECONDS = 1e-3;

/** @returns what each of several processes measured */
function measured(section, { processes = 1, given = [] } = {}) {
  console.error(`${section} ${given.join(' ')}`);
  return Array.from({ length: processes }, () => measureIn([SECTION, section, ...given]));
}

/** Rows of several processes, each with the times of all. */
const pooled = (results) =>
  results[0].map((row, index) => ({ ...row, times: results.flatMap((rows) => rows[index].times) }));

const skipped = (title) => [`## ${title}`, `skipped: ${ABSENT}`];

function etcd(porcupine) {
  if (!present) return skipped('102 logs of etcd');
  const results = measured('etcd-warm', { processes: PROCESSES });
  const warm = results.flatMap(({ times }) => times);
  const [{ configurations, histories }] = results;
  const fresh = measured('etcd-fresh', { processes: FRESH_PROCESSES });
  const column = (name) => fresh.map((times) => times[name]);
  const total = fresh.map(({ loading, reading, checking }) => loading + reading + checking);
  const peer = porcupine.times?.etcd;
  const beside = (values) =>
    peer === undefined ? [porcupine.absent, ''] : [both(peer).join(' / '), ratio(median(peer) / median(values))];
  const rows = [
    ['one pass, warm', ...both(warm), judged(warm, 10), ...beside(warm)],
    [
      'fresh process: checking',
      ...both(column('checking')),
      judged(column('checking'), 100),
      ...beside(column('checking')),
    ],
    ['fresh process: loading the library', ...both(column('loading')), '', '', ''],
    ['fresh process: reading the logs', ...both(column('reading')), '', '', ''],
    ['fresh process: all three', ...both(total), judged(total, 100), '', ''],
    ['Node itself, until it runs a script', ...both(column('starting')), '', '', ''],
  ];
  return [
    `## ${histories} logs of etcd`,
    `One CAS register, 73 to 90 operations each; ${configurations.toLocaleString('en')} configurations in all. CPU ms.`,
    table(['', 'min', 'median', 'target', 'porcupine, min / median', 'to porcupine'], rows),
  ];
}

function stores(porcupine) {
  const title = 'Logs of a key/value store';
  if (!present) return skipped(title);
  const rows = pooled(measured('stores', { processes: PROCESSES })).map((row) => {
    const { name, verdict, operations, configurations } = row;
    const times = scaled(row.times, MILLISECONDS);
    const peer = porcupine.times?.[name];
    return [
      name,
      verdict,
      operations.toLocaleString('en'),
      configurations.toLocaleString('en'),
      ...both(times),
      name === 'c50-ok' ? judged(times, 5) : '',
      peer ? both(peer).join(' / ') : porcupine.absent,
      peer ? ratio(median(peer) / median(times)) : '',
    ];
  });
  const header = ['log', 'verdict', 'operations', 'configurations', 'min', 'median', 'target'];
  return [
    `## ${title}`,
    '1, 10 and 50 clients, 10 keys. CPU ms.',
    table([...header, 'porcupine, min / median', 'to porcupine'], rows),
  ];
}

const REGISTER_TARGETS = { '10,000 x 20': 20, '100,000 x 5': 200 };
const LARGEST = '100,000 x 5';
const LARGEST_MEGABYTES = 100;

function registers() {
  const rows = pooled(measured('registers', { processes: PROCESSES })).map((row) => {
    const times = scaled(row.times, MILLISECONDS);
    const target = REGISTER_TARGETS[row.name];
    const judgement = target === undefined ? '' : judged(times, target);
    return [row.name, row.verdict, row.configurations.toLocaleString('en'), ...both(times), judgement];
  });
  const memory = measured('register-memory', { processes: PROCESSES, given: [LARGEST] });
  const of = (name) => memory.map((result) => result[name]);
  const growth = scaled(of('growth'), 2 ** -20);
  return [
    '## A register with compare-and-set, values 0 to 4',
    'Operations x clients. CPU ms, warm.',
    table(['history', 'verdict', 'configurations', 'min', 'median', 'target'], rows),
    `${LARGEST} in a fresh process: the first check takes ${both(of('first')).join(' / ')} CPU ms (min / median). The process grows by ` +
      `${both(growth).join(' / ')} MB at its peak (${judged(growth, LARGEST_MEGABYTES, 'MB')}); the tables of the search take ` +
      `${megabytes(median(of('tables')))}, and ${megabytes(Math.max(0, median(of('kept'))))} remain with the result.`,
  ];
}

function tiny() {
  const results = measured('tiny', { processes: PROCESSES });
  const rows = results[0].map(({ size, violations }, index) => {
    const all = (kind) =>
      scaled(
        results.flatMap((rows) => rows[index][kind]),
        MICROSECONDS,
      );
    const target = (kind) => (size === 20 ? judged(all(kind), 10, 'µs') : '');
    const cells = ['again', 'fresh'].flatMap((kind) => [...both(all(kind)), target(kind)]);
    return [String(size), `${Math.round(100 * violations)} %`, ...cells];
  });
  const header = ['operations', 'violations', 'again, min', 'median', 'target', 'fresh, min', 'median', 'target'];
  return [
    '## Tiny histories',
    'A register with compare-and-set, 3 clients; the same 500 histories again and again, and 500 that were never seen before. CPU µs for one check, warm.',
    table(header, rows),
  ];
}

function isolation() {
  const histories = [
    ['list-append', '10'],
    ['list-append', '50'],
    ['rw-register', '10'],
  ];
  const results = histories.flatMap((given) => measured('isolation', { given })[0]);
  const rows = results.map((row) => {
    const times = scaled(row.times, MILLISECONDS);
    return [row.name, row.verdict, ...both(times), row.name.startsWith('list-append') ? judged(times, 500) : ''];
  });
  return [
    '## 100,000 transactions',
    'One to four reads and writes each; the store is serializable in real time. CPU ms, warm.',
    table(['check', 'verdict', 'min', 'median', 'target'], rows),
  ];
}

function polynomial() {
  const rows = measured('polynomial')[0].map(({ name, count, verdict, method, times }) => {
    return [name, count.toLocaleString('en'), verdict, method, ...both(scaled(times, MILLISECONDS))];
  });
  return [
    '## Every value written once',
    '8 clients. The elements of a set are objects of their own. CPU ms, warm.',
    table(['object', 'operations', 'verdict', 'method', 'min', 'median'], rows),
  ];
}

function sets() {
  const rows = measured('sets')[0].map(({ clients, unknown, verdict, configurations, times }) => {
    const figures = both(scaled(times, MILLISECONDS));
    return [String(clients), String(unknown), verdict, configurations.toLocaleString('en'), ...figures];
  });
  return [
    '## One element of a set',
    'Added and removed 10,000 times. CPU ms, warm.',
    table(['clients', 'unknown', 'verdict', 'configurations', 'min', 'median'], rows),
  ];
}

function sequential() {
  if (!present) return skipped('Sequential consistency');
  const [{ times, configurations, verdicts }] = measured('sequential');
  const found = Object.entries(verdicts).map(([verdict, count]) => `${count} ${verdict}`);
  const [min, middle] = both(times);
  return [
    '## Sequential consistency',
    `The logs of etcd: ${found.join(', ')}; ${configurations.toLocaleString('en')} configurations, ${min} CPU ms at the minimum and ${middle} at the median for one warm pass.`,
  ];
}

function drawing() {
  const rows = measured('drawing')[0].map(({ count, bytes, times }) => {
    return [count.toLocaleString('en'), `${short(bytes / 1024)} KB`, ...both(scaled(times, MILLISECONDS))];
  });
  return [
    '## `drawHtml`',
    'A violation of a register; of more than 20,000 operations those around the failure are drawn. CPU ms, warm.',
    table(['operations', 'page', 'min', 'median'], rows),
  ];
}

async function main() {
  const porcupine = measurePorcupine();
  const peer = porcupine.absent
    ? `Porcupine: ${porcupine.absent}.`
    : `Porcupine in the same run: CPU time of its own benchmarks with ${porcupine.go} on one processor, ${ROUNDS} rounds. Ratios are of medians.`;
  const parts = [
    `Minimum and median over all rounds of all processes; targets are of the median. ${peer}`,
    ...etcd(porcupine),
    ...stores(porcupine),
    ...registers(),
    ...tiny(),
    ...isolation(),
    ...polynomial(),
    ...sets(),
    ...sequential(),
    ...drawing(),
  ];
  writeResult('checkers', 'Consistency checkers', parts);
}

module.exports = { main };
