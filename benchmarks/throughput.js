// Schedules per second: Lockstep against the same bodies on native promises and on fast-check's scheduler, in bare Node and inside Jest.
// Every figure is CPU time. Ratios are taken within a process (bare Node) or between two Jest processes that ran one after the other; the
// median over several of them counts.
//
//   node benchmarks/run.js throughput

const { join } = require('node:path');
const { median, medianRatio } = require('./measure');
const { measureIn, measureInJest } = require('./processes');
const { perSecond, table, times, writeResult } = require('./results');
const { BODIES, SHAPES } = require('./throughput/variants');

const PROCESSES = 5;
const FOLDER = join(__dirname, 'throughput');

/** What the project set out to reach, as least (or, for shapes, most) ratios. */
const TARGETS = {
  'bare Node': { native: 0.7, 'fast-check': 30 },
  Jest: { native: 2, 'fast-check': 100 },
  methods: 1.5,
  closures: 2,
};

const WHERE_THE_TIME_GOES = [
  '## What is missed, and why',
  'A schedule of counter takes 2.2 to 2.4 µs here, among six bodies in one process. The controller alone takes ' +
    '1.0 µs for it when the answer to every "late?" is no, 1.25 µs when it is always yes and the first operation ' +
    'is picked, and 1.4 µs with random answers (best slices of one body alone, on a quieter machine); `explore` ' +
    'adds 0.3 to 0.4 µs: random streams, counting distinct schedules, one schedule in sixteen or fewer with ' +
    'access tracking. By samples of the processor about 8 % are write barriers (young coroutines stored into the ' +
    'long-lived simulation and queues), 6 % the built-ins behind `generator.next`, 3 % garbage collection; the rest is ' +
    'spread over starting coroutines, the job queue, decisions and their hash, with no single function above 9 %.',
  'The prototype behind the targets (0.8 µs) made six picks per schedule and nothing else. The engine takes 13 ' +
    'choices, and keeps tasks with stable ids, checks for unhandled rejections, contexts of AsyncLocalStorage and ' +
    'a hash of every decision. port is further off than counter because it starts ten coroutines in place of ' +
    'four: each costs about 130 ns here, since it may become a task of its own, while native code takes the same ' +
    'time for both bodies.',
  'In Jest schedules take what they take in bare Node: the 16 µs of the first measurement were reads of ' +
    'globals, which cost hundreds of nanoseconds each in its sandbox.',
].join('\n\n');

function measure() {
  const bare = [];
  const jest = [];
  for (let i = 0; i < PROCESSES; i++) {
    bare.push(measureIn([join(FOLDER, 'bare.js')]));
    const lockstep = measureInJest(join(FOLDER, 'lockstep', 'jest.config.js'));
    const plain = measureInJest(join(FOLDER, 'plain', 'jest.config.js'));
    jest.push({
      times: { ...lockstep.times, ...plain.times },
      choices: lockstep.choices,
      losses: { ...lockstep.losses, ...plain.losses },
    });
  }
  return { 'bare Node': bare, Jest: jest };
}

/** Nanoseconds per run: the median over the processes of the medians within each. */
const timeOf = (runs, variant) => median(runs.map(({ times }) => median(times[variant])));

/** How often faster `variant` is than `other`. */
const ratioOf = (runs, variant, other) => median(runs.map(({ times }) => medianRatio(times[other], times[variant])));

const judged = (ratio, reached) => `${times(ratio)}${reached ? '' : ' (missed)'}`;

function rateTable(runs, place) {
  const goal = TARGETS[place];
  const rows = SHAPES.flatMap((shape) =>
    BODIES.map((body) => {
      const name = `${shape}/${body}`;
      const [native, fastCheck] = ['native', 'fast-check'].map((other) => {
        const ratio = ratioOf(runs, `lockstep ${name}`, `${other} ${name}`);
        return judged(ratio, ratio >= goal[other]);
      });
      const rates = ['lockstep', 'native', 'fast-check'].map((who) => perSecond(timeOf(runs, `${who} ${name}`)));
      return [`${shape}, ${body}`, ...rates, native, fastCheck];
    }),
  );
  return table(
    [
      'body',
      'Lockstep',
      'native',
      'fast-check',
      `to native (≥ ${goal.native}x)`,
      `to fast-check (≥ ${goal['fast-check']}x)`,
    ],
    rows,
  );
}

function shapeTable(results) {
  const rows = ['methods', 'closures'].flatMap((shape) =>
    BODIES.map((body) => [
      `${shape}, ${body}`,
      `≤ ${TARGETS[shape]}x`,
      ...Object.values(results).map((runs) => {
        const ratio = ratioOf(runs, `lockstep functions/${body}`, `lockstep ${shape}/${body}`);
        return judged(ratio, ratio <= TARGETS[shape]);
      }),
    ]),
  );
  return table(['body', 'target', ...Object.keys(results)], rows);
}

function defaultsTable(results) {
  const rows = BODIES.map((body) => [
    `functions, ${body}`,
    ...Object.values(results).map((runs) => perSecond(timeOf(runs, `defaults functions/${body}`))),
  ]);
  return table(['body', ...Object.keys(results)], rows);
}

function describeWork([{ choices, losses }]) {
  const percent = (share) => `${Math.round(share * 100)} %`;
  return (
    `A schedule has ${choices.counter.toFixed(1)} choices on average in the body counter and ${choices.port.toFixed(1)} in port ` +
    '(late or now, and which pending operation is next); fast-check picks six times. ' +
    `The update is lost in ${percent(losses.lockstep)} of Lockstep's schedules, ${percent(losses['fast-check'])} of fast-check's runs ` +
    `and ${percent(losses.native)} of native runs, which are all alike.`
  );
}

async function main() {
  const results = measure();
  writeResult('throughput', 'Throughput', [
    'Runs of the body per second of CPU time. counter: three tasks that each do `await null; v = c.n; await null; c.n = v + 1`. ' +
      'port: three tasks that each do `v = await db.read(); await db.write(v + 1)`. The body is written with functions, with methods ' +
      'of a class, or with closures that are made anew in each run and called once. Lockstep is `explore(body, { strategy: ' +
      "'random', model: 'host' })` on environment code; fast-check is `fc.scheduler` with `waitFor`; native is the body itself, " +
      `awaited in a loop. Medians over ${PROCESSES} fresh processes.`,
    describeWork(results['bare Node']),
    ...Object.entries(results).flatMap(([place, runs]) => [`## ${place}`, rateTable(runs, place)]),
    WHERE_THE_TIME_GOES,
    '## Methods and closures against functions\n\nTime of a schedule under Lockstep, relative to the same body with functions.',
    shapeTable(results),
    '## Default settings\n\nSchedules per second with the default portfolio of strategies and the model `auto`.',
    defaultsTable(results),
  ]);
}

module.exports = { main };
