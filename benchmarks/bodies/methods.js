// The lost update on async methods of classes.
// @lockstep environment

const seen = { runs: 0, losses: 0 };

class Counter {
  n = 0;

  async increment() {
    await null;
    const value = this.n;
    await null;
    this.n = value + 1;
  }
}

async function counter() {
  const shared = new Counter();
  await Promise.all([shared.increment(), shared.increment(), shared.increment()]);
  seen.runs++;
  if (shared.n !== 3) seen.losses++;
}

class Database {
  n = 0;

  async read() {
    return this.n;
  }

  async write(value) {
    this.n = value;
  }

  async addOne() {
    const value = await this.read();
    await this.write(value + 1);
  }
}

async function port() {
  const db = new Database();
  await Promise.all([db.addOne(), db.addOne(), db.addOne()]);
  seen.runs++;
  if (db.n !== 3) seen.losses++;
}

module.exports = { counter, port, seen };
