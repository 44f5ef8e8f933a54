// Bodies of the workers benchmark, for real workers and for simulated ones.

const { Worker } = require('node:worker_threads');
const { join } = require('node:path');

const file = (name) => join(__dirname, 'files', name);
const exited = (worker) => new Promise((resolve) => worker.once('exit', resolve));

/** A turn is handed to the worker and back, `turns` times, through shared memory. */
exports.handOffs = (turns) => async () => {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(file('hand-off.js'), { workerData: { cell, turns } });
  const over = exited(worker);
  for (let i = 0; i < turns; i++) {
    while (Atomics.load(cell, 0) !== 0) Atomics.wait(cell, 0, 1);
    Atomics.store(cell, 0, 1);
    Atomics.notify(cell, 0);
  }
  await over;
};

/** Two agents that each do `steps` operations on shared memory. */
exports.steps = (steps) => async () => {
  const cell = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(file('steps.js'), { workerData: { cell, steps } });
  const over = exited(worker);
  for (let i = 0; i < steps; i++) Atomics.add(cell, 0, 1);
  await over;
};

/** A message to a worker and back, `trips` times. */
exports.messages = (trips) => async () => {
  const worker = new Worker(file('echo.js'));
  const over = exited(worker);
  let left = trips;
  worker.on('message', () => worker.postMessage(--left > 0 ? left : 'close'));
  worker.postMessage(left);
  await over;
};

/** A worker that does nothing, from `new Worker` to its 'exit'. */
exports.spawns = (count) => async () => {
  for (let i = 0; i < count; i++) await exited(new Worker(file('nothing.js')));
};
