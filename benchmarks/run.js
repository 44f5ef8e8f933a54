// The benchmarks by name: `npm run bench -- <name>`. Each is a file of this folder that exports `async function main()`.

const BENCHMARKS = {
  throughput: 'schedules per second against native promises and fast-check, bare Node and inside Jest',
  outside: 'instrumented code outside an exploration against native code',
  memory: 'memory over a million schedules',
  messages: 'a message there and back, under control against real ports',
  workers: 'simulated workers against real ones: a step, a message, a start',
  recording: 'recorded schedules of thousands of tasks, and their traces',
  deep: 'files of deep mode run plainly, and accesses to shared memory under control',
  transform: 'transform time and size of the output against babel-jest',
  corpus: 'schedules to the first bug of published packages, per strategy',
  shrink: 'departures of failures as found, shrunk, and the fewest by exhaustive search',
  explanations: 'causes that reports of the corpus name, beside the true ones',
  checkers: 'consistency checkers: public histories, large and tiny ones, beside porcupine if it is there',
  suites: 'Jest suites of published projects (folders) without and with the preset',
  packages: 'popular packages of npm, loaded and tried under the preset',
  strategies: 'schedules to the first bug of small programs, per strategy',
};

function usage() {
  const width = Math.max(...Object.keys(BENCHMARKS).map((name) => name.length));
  const lines = Object.entries(BENCHMARKS).map(([name, what]) => `  ${name.padEnd(width)}  ${what}`);
  return `Usage: npm run bench -- <name> [arguments]\n\n${lines.join('\n')}\n\nResults are written to benchmarks/results/<name>.md.`;
}

async function run([name, ...args]) {
  if (name === undefined) throw new Error(`Expected the name of a benchmark.\n\n${usage()}`);
  if (!Object.hasOwn(BENCHMARKS, name)) throw new Error(`There is no benchmark '${name}'.\n\n${usage()}`);
  await require(`./${name}`).main(args);
}

run(process.argv.slice(2)).catch((error) => {
  const expected = error instanceof Error && error.message.includes('Usage:');
  console.error(expected ? error.message : error);
  process.exitCode = 1;
});
