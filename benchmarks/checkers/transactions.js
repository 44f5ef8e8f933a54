// Transactional histories of any size: clients of a store that is serializable in real time. The same seed gives the same history.

const { xoroshiro128plus } = require('pure-rand/generator/xoroshiro128plus');

/** Writes to a key before another one takes its place, and keys in use at a time (as in Jepsen's workloads). */
const WRITES_PER_KEY = 32;
const ACTIVE_KEYS = 10;

/**
 * @param kind `list-append` or `rw-register`
 * @returns operations for `History.fromOperations`, in order of their calls; times are positions of events
 */
function transactions({ count, clients, seed = 1, kind = 'list-append' }) {
  const generator = xoroshiro128plus(Math.imul(seed + 1, 0x9e3779b1));
  const draw = (n) => (generator.next() >>> 0) % n;
  const write = kind === 'list-append' ? 'append' : 'w';
  const active = Array.from({ length: ACTIVE_KEYS }, (_, key) => ({ key, writes: 0 }));
  const store = new Map();
  const operations = [];
  const open = [];
  let keys = ACTIVE_KEYS;
  let time = 0;

  const plan = () =>
    Array.from({ length: 1 + draw(4) }, () => {
      const at = draw(ACTIVE_KEYS);
      const { key } = active[at];
      if (draw(2) === 0) return ['r', key, null];
      active[at].writes++;
      const value = active[at].writes;
      if (value === WRITES_PER_KEY) active[at] = { key: keys++, writes: 0 };
      return [write, key, value];
    });

  const execute = (steps) =>
    steps.map(([name, key, value]) => {
      if (name === 'r') return ['r', key, store.get(key) ?? null];
      store.set(key, kind === 'list-append' ? [...(store.get(key) ?? []), value] : value);
      return [name, key, value];
    });

  while (operations.length < count || open.length > 0) {
    time++;
    const begins = operations.length < count && (open.length === 0 || (open.length < clients && draw(2) === 0));
    if (begins) {
      const busy = new Set(open.map(({ operation }) => operation.process));
      let process = draw(clients);
      while (busy.has(process)) process = (process + 1) % clients;
      const operation = { process, f: 'txn', input: plan(), output: null, call: time, return: 0 };
      operations.push(operation);
      open.push({ operation, done: false });
      continue;
    }
    const at = draw(open.length);
    const running = open[at];
    if (!running.done) running.operation.output = execute(running.operation.input);
    running.done = true;
    if (draw(2) === 0) continue;
    running.operation.return = time;
    open[at] = open.at(-1);
    open.pop();
  }
  return operations;
}

module.exports = { transactions };
