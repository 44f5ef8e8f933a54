// The lost update on closures, each made anew in every run and called once.
// @lockstep environment

const seen = { runs: 0, losses: 0 };

async function counter() {
  const shared = { n: 0 };
  const first = async () => {
    await null;
    const value = shared.n;
    await null;
    shared.n = value + 1;
  };
  const second = async () => {
    await null;
    const value = shared.n;
    await null;
    shared.n = value + 1;
  };
  const third = async () => {
    await null;
    const value = shared.n;
    await null;
    shared.n = value + 1;
  };
  await Promise.all([first(), second(), third()]);
  seen.runs++;
  if (shared.n !== 3) seen.losses++;
}

async function port() {
  const db = { n: 0 };
  const read = async () => db.n;
  const write = async (value) => {
    db.n = value;
  };
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
  await Promise.all([first(), second(), third()]);
  seen.runs++;
  if (db.n !== 3) seen.losses++;
}

module.exports = { counter, port, seen };
