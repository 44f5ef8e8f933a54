// The lost update on plain async functions, as fast-check's scheduler needs it: every wait goes through the scheduler.

const seen = { runs: 0, losses: 0 };

async function increment(scheduler, counter) {
  await scheduler.schedule(Promise.resolve(null));
  const value = counter.n;
  await scheduler.schedule(Promise.resolve(null));
  counter.n = value + 1;
}

async function counter(scheduler) {
  const shared = { n: 0 };
  await scheduler.waitFor(
    Promise.all([increment(scheduler, shared), increment(scheduler, shared), increment(scheduler, shared)]),
  );
  seen.runs++;
  if (shared.n !== 3) seen.losses++;
}

async function addOne(read, write) {
  const value = await read();
  await write(value + 1);
}

async function port(scheduler) {
  const db = { n: 0 };
  const read = scheduler.scheduleFunction(async () => db.n);
  const write = scheduler.scheduleFunction(async (value) => {
    db.n = value;
  });
  await scheduler.waitFor(Promise.all([addOne(read, write), addOne(read, write), addOne(read, write)]));
  seen.runs++;
  if (db.n !== 3) seen.losses++;
}

module.exports = { counter, port, seen };
