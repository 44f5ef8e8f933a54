// Histories of an object under concurrent clients, of any size: each operation takes effect at one moment between its call and its return, so they are
// linearizable. The same seed gives the same history.

const { xoroshiro128plus } = require('pure-rand/generator/xoroshiro128plus');

/**
 * @param object `draw(draw, number)` makes an operation, `apply(operation)` carries it out and returns `output` and `outcome`
 * @param shape `unknown`: how many operations lose their outcome, after or without having taken effect, spread over the first half
 * @returns operations for `History.fromOperations`; times are positions of events
 */
function simulate(object, { count, clients, unknown = 0, seed = 1 }) {
  const generator = xoroshiro128plus(Math.imul(seed + 1, 0x9e3779b1));
  const draw = (n) => (generator.next() >>> 0) % n;
  const idle = Array.from({ length: clients }, (_, client) => client);
  const open = [];
  const operations = [];
  let nextProcess = clients;
  let lost = 0;
  let time = 0;
  while (operations.length < count || open.length > 0) {
    const choice = draw(3);
    if (operations.length < count && idle.length > 0 && (choice === 0 || open.length === 0)) {
      const [process] = idle.splice(draw(idle.length), 1);
      const operation = { process, call: time++, ...object.draw(draw, operations.length) };
      operations.push(operation);
      open.push({ operation, done: false });
      continue;
    }
    const at = draw(Math.max(1, open.length));
    const running = open[at];
    if (running === undefined) continue;
    const { operation } = running;
    if (lost < unknown && operations.length > (lost * count) / (2 * unknown) && operation.f !== 'read') {
      lost++;
      operation.outcome = 'info';
      delete operation.output;
      idle.push(nextProcess++);
      open.splice(at, 1);
    } else if (!running.done) {
      running.done = true;
      Object.assign(operation, { outcome: 'ok' }, object.apply(operation));
    } else if (choice !== 1) {
      operation.return = time++;
      idle.push(operation.process);
      open.splice(at, 1);
    }
  }
  return operations;
}

/** A register that holds `null` or one of five values. */
function register() {
  let state = null;
  return {
    draw(draw) {
      const kind = draw(3);
      if (kind === 0) return { f: 'read' };
      return kind === 1 ? { f: 'write', input: draw(5) } : { f: 'cas', input: [draw(5), draw(5)] };
    },
    apply({ f, input }) {
      if (f === 'read') return { output: state };
      if (f === 'cas' && state !== input[0]) return { outcome: 'mismatch' };
      state = f === 'cas' ? input[1] : input;
      return {};
    },
  };
}

/** One element of a set. */
function element(name) {
  let isThere = false;
  return {
    draw: (draw) => ({ f: ['add', 'remove', 'contains'][draw(3)], input: name }),
    apply({ f }) {
      const wasThere = isThere;
      if (f !== 'contains') isThere = f === 'add';
      return { output: f === 'add' ? !wasThere : wasThere };
    },
  };
}

/** The same operations, but the read in their middle saw what nobody wrote. */
function withImpossibleRead(operations) {
  const reads = operations.filter(({ f, outcome }) => f === 'read' && outcome === 'ok');
  const chosen = reads[reads.length >> 1];
  return operations.map((operation) =>
    operation === chosen ? { ...operation, output: 'nobody wrote it' } : operation,
  );
}

module.exports = { element, register, simulate, withImpossibleRead };
