// The lost update on plain async functions.
// @lockstep environment

const seen = { runs: 0, losses: 0 };

async function increment(counter) {
  await null;
  const value = counter.n;
  await null;
  counter.n = value + 1;
}

async function counter() {
  const shared = { n: 0 };
  await Promise.all([increment(shared), increment(shared), increment(shared)]);
  seen.runs++;
  if (shared.n !== 3) seen.losses++;
}

async function read(db) {
  return db.n;
}

async function write(db, value) {
  db.n = value;
}

async function addOne(db) {
  const value = await read(db);
  await write(db, value + 1);
}

async function port() {
  const db = { n: 0 };
  await Promise.all([addOne(db), addOne(db), addOne(db)]);
  seen.runs++;
  if (db.n !== 3) seen.losses++;
}

module.exports = { counter, port, seen };
