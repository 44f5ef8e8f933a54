// One of each thing that a schedule can leave behind: timers, immediates, late operations, promises that never settle, rejections.
// @lockstep environment

async function read(name) {
  await null;
  return name;
}

async function* rows() {
  yield await read('a');
  yield read('b');
}

async function worker() {
  for await (const row of rows()) await Promise.race([read(row), new Promise((resolve) => setTimeout(resolve, 5))]);
  setTimeout(() => {}, 1000);
  setInterval(() => {}, 1000);
  setImmediate(() => {});
  read('not awaited');
  new Promise(() => {}).then(() => {});
}

async function everything() {
  await Promise.all([worker(), worker()]);
  await Promise.reject(new Error('caught')).catch(() => {});
}

module.exports = { everything };
