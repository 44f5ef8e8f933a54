const { workerData } = require('node:worker_threads');

const { cell, turns } = workerData;
for (let i = 0; i < turns; i++) {
  while (Atomics.load(cell, 0) !== 1) Atomics.wait(cell, 0, 0);
  Atomics.store(cell, 0, 0);
  Atomics.notify(cell, 0);
}
