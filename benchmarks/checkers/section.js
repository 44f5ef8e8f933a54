// One part of the benchmark in a process of its own: `node benchmarks/checkers/section.js <name> ...arguments`.

const { report } = require('../processes');

const [name, ...given] = process.argv.slice(2);
Promise.resolve(require(`./sections/${name}`)(...given)).then(report);
