// The lost update on async methods of classes, as fast-check's scheduler needs it: every wait goes through the scheduler.

const seen = { runs: 0, losses: 0 };

class Counter {
  n = 0;

  constructor(scheduler) {
    this.scheduler = scheduler;
  }

  async increment() {
    await this.scheduler.schedule(Promise.resolve(null));
    const value = this.n;
    await this.scheduler.schedule(Promise.resolve(null));
    this.n = value + 1;
  }
}

async function counter(scheduler) {
  const shared = new Counter(scheduler);
  await scheduler.waitFor(Promise.all([shared.increment(), shared.increment(), shared.increment()]));
  seen.runs++;
  if (shared.n !== 3) seen.losses++;
}

class Database {
  n = 0;

  constructor(scheduler) {
    this.read = scheduler.scheduleFunction(async () => this.n);
    this.write = scheduler.scheduleFunction(async (value) => {
      this.n = value;
    });
  }

  async addOne() {
    const value = await this.read();
    await this.write(value + 1);
  }
}

async function port(scheduler) {
  const db = new Database(scheduler);
  await scheduler.waitFor(Promise.all([db.addOne(), db.addOne(), db.addOne()]));
  seen.runs++;
  if (db.n !== 3) seen.losses++;
}

module.exports = { counter, port, seen };
