// Bodies whose schedules are compared between repetitions, processes and versions of Node. Source text, since each process compiles
// them anew.

export const PROGRAMS: Readonly<Record<string, string>> = {
  'lost update': `async () => {
    let balance = 0;
    const read = async () => balance;
    const write = async (value) => { balance = value; };
    const deposit = async (amount) => { await write((await read()) + amount); };
    await Promise.all([deposit(10), deposit(20), deposit(30)]);
    if (balance !== 60) throw new Error('lost an update: ' + balance);
  }`,
  'timers and operations': `async () => {
    const log = [];
    const answer = async (name) => { await null; log.push(name); return name; };
    const timeout = (ms) => new Promise((resolve) => setTimeout(() => { log.push(ms); resolve(ms); }, ms));
    const winners = await Promise.all([1, 2, 3].map((i) => Promise.race([answer('a' + i), timeout(i * 10)])));
    setImmediate(() => log.push('immediate'));
    await timeout(5);
    if (log.join().startsWith('10,20') && winners[2] === 30) throw new Error('slow: ' + log);
  }`,
  'randomness and time': `async () => {
    const values = [];
    const draw = async () => { await null; values.push(Math.random(), Date.now(), crypto.randomUUID()); };
    await Promise.all([draw(), draw()]);
    await new Promise((resolve) => setTimeout(resolve, Math.floor(values[0] * 50)));
    await draw();
    if (values[0] > 0.95) throw new Error(JSON.stringify(values));
  }`,
  'async generators': `async () => {
    const seen = [];
    const rows = async function* (name) { for (let i = 0; i < 3; i++) { await null; yield name + i; } };
    const reader = async (name) => { for await (const row of rows(name)) seen.push(row); };
    await Promise.all([reader('a'), reader('b')]);
    if (seen.join('') === 'b0b1b2a0a1a2') throw new Error('reversed');
  }`,
};
