// The lost update on closures called once, as fast-check's scheduler needs it: every wait goes through the scheduler.

const seen = { runs: 0, losses: 0 };

async function counter(scheduler) {
  const shared = { n: 0 };
  const first = async () => {
    await scheduler.schedule(Promise.resolve(null));
    const value = shared.n;
    await scheduler.schedule(Promise.resolve(null));
    shared.n = value + 1;
  };
  const second = async () => {
    await scheduler.schedule(Promise.resolve(null));
    const value = shared.n;
    await scheduler.schedule(Promise.resolve(null));
    shared.n = value + 1;
  };
  const third = async () => {
    await scheduler.schedule(Promise.resolve(null));
    const value = shared.n;
    await scheduler.schedule(Promise.resolve(null));
    shared.n = value + 1;
  };
  await scheduler.waitFor(Promise.all([first(), second(), third()]));
  seen.runs++;
  if (shared.n !== 3) seen.losses++;
}

async function port(scheduler) {
  const db = { n: 0 };
  const read = scheduler.scheduleFunction(async () => db.n);
  const write = scheduler.scheduleFunction(async (value) => {
    db.n = value;
  });
  const first = async () => {
    const value = await read();
    await write(value + 1);
  };
  const second = async () => {
    const value = await read();
    await write(value + 1);
  };
  const third = async () => {
    const value = await read();
    await write(value + 1);
  };
  await scheduler.waitFor(Promise.all([first(), second(), third()]));
  seen.runs++;
  if (db.n !== 3) seen.losses++;
}

module.exports = { counter, port, seen };
