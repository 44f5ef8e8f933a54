// Code over shared memory as programs have it: a ring, a counter behind a lock, sums over typed arrays, small closures. It mentions Atomics, so it is
// compiled in deep mode.

const CAPACITY = 1024;

class Ring {
  constructor(buffer) {
    this.ends = new Int32Array(buffer, 0, 2);
    this.slots = new Int32Array(buffer, 8, CAPACITY);
  }

  put(value) {
    const tail = Atomics.load(this.ends, 1);
    if (tail - Atomics.load(this.ends, 0) === CAPACITY) return false;
    this.slots[tail % CAPACITY] = value;
    Atomics.store(this.ends, 1, tail + 1);
    return true;
  }

  take() {
    const head = Atomics.load(this.ends, 0);
    if (Atomics.load(this.ends, 1) === head) return undefined;
    const value = this.slots[head % CAPACITY];
    Atomics.store(this.ends, 0, head + 1);
    return value;
  }
}

function ring(turns) {
  const queue = new Ring(new SharedArrayBuffer(8 + 4 * CAPACITY));
  let sum = 0;
  for (let i = 0; i < turns; i++) {
    queue.put(i);
    queue.put(i + 1);
    sum += queue.take() + queue.take();
  }
  return sum;
}

function lock(turns) {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const enter = () => {
    while (Atomics.compareExchange(shared, 0, 0, 1) !== 0);
  };
  const leave = () => Atomics.store(shared, 0, 0);
  for (let i = 0; i < turns; i++) {
    enter();
    shared[1] += i;
    leave();
  }
  return shared[1];
}

function sums(turns) {
  const shared = new Float64Array(new SharedArrayBuffer(8 * 256));
  const own = new Float64Array(256);
  let sum = 0;
  for (let i = 0; i < turns; i++) {
    for (let k = 0; k < 256; k++) {
      shared[k] = own[k] + i;
      own[k] = shared[k] - k;
    }
    sum += own[i % 256];
  }
  return sum;
}

function closures(turns) {
  const values = Array.from({ length: 16 }, (_, i) => i);
  let sum = 0;
  for (let i = 0; i < turns; i++) sum += values.map((value) => value + i).filter((value) => value % 2 === 0).length;
  return sum;
}

/** Two agents that each touch shared memory so often. */
const touching = (spawn, turns) => async () => {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  await new Promise((resolve) => {
    let left = 2;
    for (const me of [0, 1])
      spawn(`worker ${me}`, () => {
        for (let i = 0; i < turns; i++) shared[me] = i;
        if (--left === 0) resolve();
      });
  });
};

module.exports = { ring, lock, sums, closures, touching };
