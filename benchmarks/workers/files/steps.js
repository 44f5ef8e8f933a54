const { workerData } = require('node:worker_threads');

const { cell, steps } = workerData;
for (let i = 0; i < steps; i++) Atomics.add(cell, 1, 1);
