// Algorithms over shared memory, right and wrong, as programs: each returns a message if it went wrong.

import type { spawnAgent } from '../../support/agents';
import { instrumented } from '../../support/program';

export type Spawn = typeof spawnAgent;
export type Algorithm = (spawn: Spawn, correct: boolean, size: number) => Promise<void>;

/** Two flags and a turn. The wrong one sets its flag too late. */
const peterson: Algorithm = instrumented(async (spawn: Spawn, correct: boolean, size: number) => {
  const shared = new Int32Array(new SharedArrayBuffer(16));
  const [FLAG, TURN, COUNT] = [0, 2, 3];
  const enter = (me: number) => {
    if (correct) Atomics.store(shared, FLAG + me, 1);
    Atomics.store(shared, TURN, 1 - me);
    while (Atomics.load(shared, FLAG + 1 - me) === 1 && Atomics.load(shared, TURN) === 1 - me);
    if (!correct) Atomics.store(shared, FLAG + me, 1);
  };
  await new Promise<void>((resolve) => {
    let left = 2;
    for (const me of [0, 1])
      spawn(`worker ${me}`, () => {
        for (let n = 0; n < size; n++) {
          enter(me);
          const before = Atomics.load(shared, COUNT);
          Atomics.store(shared, COUNT, before + 1);
          Atomics.store(shared, FLAG + me, 0);
        }
        if (--left === 0) resolve();
      });
  });
  if (shared[COUNT] !== 2 * size) throw new Error(`lost: ${shared[COUNT]}`);
});

/** Dekker: the wrong one does not go back when both want to enter. */
const dekker: Algorithm = instrumented(async (spawn: Spawn, correct: boolean, size: number) => {
  const shared = new Int32Array(new SharedArrayBuffer(16));
  class Lock {
    #wants = 0;
    enter(me: number) {
      Atomics.store(shared, this.#wants + me, 1);
      this.#wait(me);
    }
    #wait(me: number) {
      const other = 1 - me;
      while (Atomics.load(shared, this.#wants + other) === 1) {
        if (!correct) return;
        if (Atomics.load(shared, 2) !== me) {
          Atomics.store(shared, this.#wants + me, 0);
          while (Atomics.load(shared, 2) !== me);
          Atomics.store(shared, this.#wants + me, 1);
        }
      }
    }
    leave(me: number) {
      Atomics.store(shared, 2, 1 - me);
      Atomics.store(shared, this.#wants + me, 0);
    }
  }
  const lock = new Lock();
  await new Promise<void>((resolve) => {
    let left = 2;
    for (const me of [0, 1])
      spawn(`worker ${me}`, () => {
        for (let n = 0; n < size; n++) {
          lock.enter(me);
          shared[3]! += 1;
          lock.leave(me);
        }
        if (--left === 0) resolve();
      });
  });
  if (shared[3] !== 2 * size) throw new Error(`lost: ${shared[3]}`);
});

/** Tickets. The wrong one takes its ticket in two steps. */
const ticketLock: Algorithm = instrumented(async (spawn: Spawn, correct: boolean, size: number) => {
  const shared = new Int32Array(new SharedArrayBuffer(16));
  const take = () => {
    if (correct) return Atomics.add(shared, 0, 1);
    const mine = Atomics.load(shared, 0);
    Atomics.store(shared, 0, mine + 1);
    return mine;
  };
  await new Promise<void>((resolve) => {
    let left = 2;
    for (const me of [0, 1])
      spawn(`worker ${me}`, () => {
        for (let n = 0; n < size; n++) {
          const mine = take();
          while (Atomics.load(shared, 1) !== mine);
          shared[2]!++;
          Atomics.add(shared, 1, 1);
        }
        if (--left === 0) resolve();
      });
  });
  if (shared[2] !== 2 * size) throw new Error(`lost: ${shared[2]}`);
});

/** A stack of nodes 1..n that are linked by their numbers; the head has a version. The wrong one has none: ABA. */
const treiber: Algorithm = instrumented(async (spawn: Spawn, correct: boolean, size: number) => {
  const head = new BigInt64Array(new SharedArrayBuffer(8));
  const next = new Int32Array(new SharedArrayBuffer(64));
  const pack = (node: number, version: bigint) => (correct ? version << 32n : 0n) | BigInt(node);
  const pop = () => {
    for (;;) {
      const old = Atomics.load(head, 0);
      const node = Number(old & 0xffffffffn);
      if (node === 0) return 0;
      const after = Atomics.load(next, node);
      if (Atomics.compareExchange(head, 0, old, pack(after, (old >> 32n) + 1n)) === old) return node;
    }
  };
  const push = (node: number) => {
    for (;;) {
      const old = Atomics.load(head, 0);
      Atomics.store(next, node, Number(old & 0xffffffffn));
      if (Atomics.compareExchange(head, 0, old, pack(node, (old >> 32n) + 1n)) === old) return;
    }
  };
  for (let node = 2 * size; node > 0; node--) push(node);
  const taken: number[] = [];
  await new Promise<void>((resolve) => {
    let left = 2;
    const ends = () => {
      if (--left === 0) resolve();
    };
    spawn('one', () => {
      for (let n = 0; n < size; n++) taken.push(pop());
      ends();
    });
    spawn('two', () => {
      for (let n = 0; n < size; n++) {
        const a = pop();
        const b = pop();
        if (a !== 0) push(a);
        if (b !== 0) taken.push(b);
      }
      ends();
    });
  });
  for (let node = pop(); node !== 0; node = pop()) taken.push(node);
  if (new Set(taken).size !== taken.length) throw new Error(`twice: ${taken.join(' ')}`);
});

/** A version, odd while something is written. The wrong reader does not look at it again. */
const seqlock: Algorithm = instrumented(async (spawn: Spawn, correct: boolean, size: number) => {
  const shared = new Int32Array(new SharedArrayBuffer(16));
  const read = () => {
    for (;;) {
      const before = Atomics.load(shared, 0);
      if (before % 2 === 1) continue;
      const pair = [Atomics.load(shared, 1), Atomics.load(shared, 2)];
      if (!correct || Atomics.load(shared, 0) === before) return pair;
    }
  };
  await new Promise<void>((resolve, reject) => {
    let left = 2;
    spawn('writer', () => {
      for (let n = 1; n <= size; n++) {
        Atomics.add(shared, 0, 1);
        Atomics.store(shared, 1, n);
        Atomics.store(shared, 2, n);
        Atomics.add(shared, 0, 1);
      }
      if (--left === 0) resolve();
    });
    spawn('reader', () => {
      const [a, b] = read();
      if (a !== b) reject(new Error(`torn: ${a} ${b}`));
      if (--left === 0) resolve();
    });
  });
});

/** One producer, one consumer. The wrong producer moves the tail before it has written. */
const ring: Algorithm = instrumented(async (spawn: Spawn, correct: boolean, size: number) => {
  const CAPACITY = 2;
  const slots = new Int32Array(new SharedArrayBuffer(4 * CAPACITY));
  const ends = new Int32Array(new SharedArrayBuffer(8));
  const put = (value: number) => {
    const tail = Atomics.load(ends, 1);
    while (tail - Atomics.load(ends, 0) === CAPACITY);
    if (!correct) Atomics.store(ends, 1, tail + 1);
    slots[tail % CAPACITY] = value;
    if (correct) Atomics.store(ends, 1, tail + 1);
  };
  const take = () => {
    const head = Atomics.load(ends, 0);
    while (Atomics.load(ends, 1) === head);
    const value = slots[head % CAPACITY];
    Atomics.store(ends, 0, head + 1);
    return value;
  };
  await new Promise<void>((resolve, reject) => {
    spawn('producer', () => {
      for (let n = 1; n <= size; n++) put(n);
    });
    spawn('consumer', () => {
      const got: number[] = [];
      for (let n = 0; n < size; n++) got.push(take() as number);
      if (got.every((value, index) => value === index + 1)) resolve();
      else reject(new Error(`got ${got.join(' ')}`));
    });
  });
});

/** Drepper's mutex of three states; with two states a wake-up is lost. */
const mutex: Algorithm = instrumented(async (spawn: Spawn, correct: boolean, size: number) => {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const lock = () => {
    if (correct) {
      let state = Atomics.compareExchange(shared, 0, 0, 1);
      while (state !== 0) {
        if (state === 2 || Atomics.compareExchange(shared, 0, 1, 2) !== 0) Atomics.wait(shared, 0, 2);
        state = Atomics.compareExchange(shared, 0, 0, 2);
      }
    } else {
      while (Atomics.exchange(shared, 0, 1) === 1) {
        // It says that somebody waits, before it waits; whoever unlocks in between wakes nobody.
        Atomics.store(shared, 1, 1);
        Atomics.wait(shared, 0, 1);
      }
    }
  };
  const unlock = () => {
    if (correct) {
      if (Atomics.sub(shared, 0, 1) === 1) return;
      Atomics.store(shared, 0, 0);
      Atomics.notify(shared, 0, 1);
    } else {
      Atomics.store(shared, 0, 0);
      if (Atomics.exchange(shared, 1, 0) === 1) Atomics.notify(shared, 0, 1);
    }
  };
  let count = 0;
  await new Promise<void>((resolve) => {
    let left = 3;
    for (let me = 0; me < 3; me++)
      spawn(`worker ${me}`, () => {
        for (let n = 0; n < size; n++) {
          lock();
          count++;
          unlock();
        }
        if (--left === 0) resolve();
      });
  });
  if (count !== 3 * size) throw new Error(`lost: ${count}`);
});

/** A condition that is waited for. The wrong one looks, and then waits without looking again. */
const condition: Algorithm = instrumented(async (spawn: Spawn, correct: boolean) => {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  await new Promise<void>((resolve) => {
    spawn('waits', () => {
      if (correct) {
        while (Atomics.load(shared, 0) === 0) Atomics.wait(shared, 0, 0);
      } else if (Atomics.load(shared, 0) === 0) Atomics.wait(shared, 1, 0);
      resolve();
    });
    spawn('sets', () => {
      Atomics.store(shared, 0, 1);
      Atomics.notify(shared, correct ? 0 : 1);
    });
  });
});

/**
 * A mutex of three states and a condition variable: a number that each signal counts up. The wrong one looks at the number when it has given the mutex
 * back, so that a signal in between is lost.
 */
const conditionVariable: Algorithm = instrumented(async (spawn: Spawn, correct: boolean, size: number) => {
  const shared = new Int32Array(new SharedArrayBuffer(12));
  const [MUTEX, SIGNALS, ITEMS] = [0, 1, 2];
  class Mutex {
    constructor(readonly place: number) {}
    lock() {
      let state = Atomics.compareExchange(shared, this.place, 0, 1);
      while (state !== 0) {
        if (state === 2 || Atomics.compareExchange(shared, this.place, 1, 2) !== 0) Atomics.wait(shared, this.place, 2);
        state = Atomics.compareExchange(shared, this.place, 0, 2);
      }
    }
    unlock() {
      if (Atomics.sub(shared, this.place, 1) === 1) return;
      Atomics.store(shared, this.place, 0);
      Atomics.notify(shared, this.place, 1);
    }
  }
  class Condition {
    constructor(
      readonly mutex: Mutex,
      readonly place: number,
    ) {}
    wait() {
      let seen = Atomics.load(shared, this.place);
      this.mutex.unlock();
      if (!correct) seen = Atomics.load(shared, this.place);
      Atomics.wait(shared, this.place, seen);
      this.mutex.lock();
    }
    signal() {
      Atomics.add(shared, this.place, 1);
      Atomics.notify(shared, this.place, 1);
    }
  }
  const mutex = new Mutex(MUTEX);
  const filled = new Condition(mutex, SIGNALS);
  await new Promise<void>((resolve) => {
    spawn('consumer', () => {
      for (let n = 0; n < size; n++) {
        mutex.lock();
        while (shared[ITEMS] === 0) filled.wait();
        shared[ITEMS]!--;
        mutex.unlock();
      }
      resolve();
    });
    spawn('producer', () => {
      for (let n = 0; n < size; n++) {
        mutex.lock();
        shared[ITEMS]!++;
        filled.signal();
        mutex.unlock();
      }
    });
  });
});

/** Made once. The wrong one says that it is there before it is. */
const doubleChecked: Algorithm = instrumented(async (spawn: Spawn, correct: boolean) => {
  const shared = new Int32Array(new SharedArrayBuffer(12));
  const [READY, LOCK, VALUE] = [0, 1, 2];
  const get = () => {
    if (Atomics.load(shared, READY) === 0) {
      while (Atomics.compareExchange(shared, LOCK, 0, 1) !== 0);
      if (Atomics.load(shared, READY) === 0) {
        if (!correct) Atomics.store(shared, READY, 1);
        shared[VALUE] = 42;
        if (correct) Atomics.store(shared, READY, 1);
      }
      Atomics.store(shared, LOCK, 0);
    }
    return shared[VALUE];
  };
  await new Promise<void>((resolve, reject) => {
    let left = 2;
    for (const me of [0, 1])
      spawn(`worker ${me}`, () => {
        const value = get();
        if (value !== 42) reject(new Error(`got ${value}`));
        if (--left === 0) resolve();
      });
  });
});

export const algorithms: Readonly<Record<string, { readonly run: Algorithm; readonly wrong: RegExp }>> = {
  peterson: { run: peterson, wrong: /^lost: \d$/ },
  dekker: { run: dekker, wrong: /^lost: \d$/ },
  ticketLock: { run: ticketLock, wrong: /^lost: \d|Deadlock|livelock/ },
  treiber: { run: treiber, wrong: /^twice: / },
  seqlock: { run: seqlock, wrong: /^torn: / },
  ring: { run: ring, wrong: /^got / },
  mutex: { run: mutex, wrong: /^Deadlock: / },
  condition: { run: condition, wrong: /^Deadlock: / },
  conditionVariable: { run: conditionVariable, wrong: /^Deadlock: / },
  doubleChecked: { run: doubleChecked, wrong: /^got 0$/ },
};
