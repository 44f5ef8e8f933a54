// Small programs with one bug each, after the classics of concurrency testing, for the simulator.

import { type Access, type Body, type Program, read, write } from './simulator';

/** A main task that takes `noise` steps of its own before it starts each of the others, as published versions of these programs do:
 *  the first tasks are nearly over when the last one starts, unless the strategy holds them back. */
export function started(tasks: readonly Body[], noise: number): Body[] {
  function* main(): Body {
    for (const spawn of tasks) {
      for (let i = 0; i < noise; i++) yield write(100, 'own main');
      yield { ...write(101, 'own main'), spawn };
    }
  }
  return [main()];
}

/** Each of `setters` writes a, then b; a checker that sees the one without the other has found the bug: all setters must stand still
 *  between their two writes. (SCTBench's `reorder`.) */
export function reorder(setters: number, checkers = 1, noise = 5): Program {
  return {
    name: `reorder_${setters + checkers}`,
    start() {
      let a = 0;
      let b = 0;
      let bad = false;
      function* set(): Body {
        yield write(1, 'a');
        a = 1;
        yield write(2, 'b');
        b = -1;
      }
      function* check(): Body {
        yield read(3, 'a');
        const seenA = a;
        yield read(4, 'b');
        const seenB = b;
        if ((seenA === 1) !== (seenB === -1)) bad = true;
      }
      const tasks = [...Array.from({ length: setters }, set), ...Array.from({ length: checkers }, check)];
      return { tasks: started(tasks, noise), failed: () => bad };
    },
  };
}

/** A mutex of the simulated program; taking it is an access that must wait, giving it back happens at once. */
class Lock {
  private held = false;

  constructor(private readonly name: string) {}

  *take(site: number): Generator<Access, void, void> {
    yield { site, object: this.name, write: true, enabled: () => !this.held };
    this.held = true;
  }

  release(): void {
    this.held = false;
  }
}

/** Writers set d1 under one lock and d2 under another; a reader between the two stages sees d1 without d2. (SCTBench's `twostage`.) */
export function twostage(writers: number, readers: number, noise = 5): Program {
  return {
    name: `twostage_${writers + readers}`,
    start() {
      const first = new Lock('first');
      const second = new Lock('second');
      let d1 = 0;
      let d2 = 0;
      let bad = false;
      function* writer(): Body {
        yield* first.take(1);
        yield write(2, 'd1');
        d1 = 1;
        first.release();
        yield* second.take(3);
        yield write(4, 'd2');
        d2 = d1 + 1;
        second.release();
      }
      function* reader(): Body {
        yield* first.take(5);
        yield read(6, 'd1');
        const seen = d1;
        first.release();
        if (seen === 0) return;
        yield* second.take(7);
        yield read(8, 'd2');
        if (d2 !== seen + 1) bad = true;
        second.release();
      }
      const tasks = [...Array.from({ length: writers }, writer), ...Array.from({ length: readers }, reader)];
      return { tasks: started(tasks, noise), failed: () => bad };
    },
  };
}

/** A victim reads a version and writes much later: it must stay behind while another task takes `rounds` rounds. */
export function stale(rounds: number): Program {
  return {
    name: `stale_${rounds}`,
    start() {
      let version = 0;
      let bad = false;
      function* victim(): Body {
        yield read(1, 'version');
        const seen = version;
        yield write(2, 'version');
        if (version - seen >= rounds) bad = true;
      }
      function* writer(): Body {
        for (let i = 0; i < rounds; i++) {
          yield read(3, 'version');
          yield write(4, 'version');
          version++;
        }
      }
      return { tasks: [victim(), writer()], failed: () => bad };
    },
  };
}

/** Two tasks lose an update; before and after, they and `others` more touch only what is their own. */
export function noisyUpdate(others: number, noise: number): Program {
  return {
    name: `noisy_${others}x${noise}`,
    start() {
      let counter = 0;
      function* mutter(own: string): Body {
        for (let i = 0; i < noise; i++) yield write(10, own);
      }
      function* increment(own: string): Body {
        yield* mutter(own);
        yield read(1, 'counter');
        const seen = counter;
        yield write(2, 'counter');
        counter = seen + 1;
        yield* mutter(own);
      }
      const bystanders = Array.from({ length: others }, (_, i) => mutter(`own ${i + 2}`));
      return { tasks: [increment('own 0'), ...bystanders, increment('own 1')], failed: () => counter !== 2 };
    },
  };
}

/** Each of `clients` moves money `times` times between two accounts by read, read, write, write: the sum must stay. */
export function accounts(clients: number, times: number): Program {
  return {
    name: `accounts_${clients}x${times}`,
    start() {
      let left = 100;
      let right = 100;
      function* client(): Body {
        for (let i = 0; i < times; i++) {
          yield read(1, 'left');
          const l = left;
          yield read(2, 'right');
          const r = right;
          yield write(3, 'left');
          left = l - 1;
          yield write(4, 'right');
          right = r + 1;
        }
      }
      return { tasks: Array.from({ length: clients }, client), failed: () => left + right !== 200 };
    },
  };
}

/** One task must do its step first of all, another after it, and so on against the order of their starts: depth n - 1. */
export function reversed(tasks: number): Program {
  return {
    name: `reversed_${tasks}`,
    start() {
      const order: number[] = [];
      function* step(index: number): Body {
        yield write(index, 'order');
        order.push(index);
      }
      return {
        tasks: Array.from({ length: tasks }, (_, index) => step(index)),
        failed: () => order.every((index, place) => index === tasks - 1 - place),
      };
    },
  };
}

/** A task polls until another has taken `work` steps: correct, unless the poller starves the worker. */
export function polling(work: number): Program {
  return {
    name: `polling_${work}`,
    start() {
      let done = false;
      function* poller(): Body {
        while (!done) yield read(1, 'done');
      }
      function* worker(): Body {
        for (let i = 0; i < work; i++) yield write(2, 'own');
        yield write(3, 'done');
        done = true;
      }
      return { tasks: [poller(), worker()], failed: () => false };
    },
  };
}

/** Something is wrong for one microtask only, and another task must look just then, with the last of three operations. */
export function microtaskWindow(): Program {
  return {
    name: 'microtask window',
    start() {
      let state = 'before';
      let bad = false;
      function* looker(): Body {
        for (let i = 0; i < 3; i++) yield read(1, 'state');
        if (state === 'window') bad = true;
      }
      function* opener(): Body {
        yield { ...write(2, 'own'), spawn: looker() };
        yield { ...write(3, 'own'), plain: true };
        yield { ...write(4, 'state'), plain: true };
        state = 'window';
        yield { ...write(5, 'state'), plain: true };
        state = 'after';
      }
      return { tasks: [opener()], failed: () => bad };
    },
  };
}

/** Five readers come from a fast cache and wait for a slow database; an invalidation must fall between the two. */
export function fastCacheSlowDatabase(): Program {
  return {
    name: 'fast cache, slow database',
    start() {
      let cached = 0;
      let loaded = 0;
      let bad = false;
      function* reader(): Body {
        yield read(1, 'cache');
        cached++;
        yield read(2, 'database');
        loaded++;
      }
      function* invalidation(): Body {
        yield write(3, 'cache');
        if (cached === 5 && loaded === 0) bad = true;
      }
      return { tasks: [...Array.from({ length: 5 }, reader), invalidation()], failed: () => bad };
    },
  };
}

/** A timer that sets the next one until the worker is done: each beat is a task of its own. Correct, unless the worker starves. */
export function heartbeat(work: number): Program {
  return {
    name: `heartbeat_${work}`,
    start() {
      let done = false;
      function* beat(): Body {
        yield write(1, 'own');
        if (!done) yield { ...write(2, 'own'), plain: true, spawn: beat() };
      }
      function* worker(): Body {
        for (let i = 0; i < work; i++) yield write(3, 'own');
        done = true;
      }
      return { tasks: [worker(), beat()], failed: () => false };
    },
  };
}

/** The last of `requests` is answered first and all others in order. */
export function overtaking(requests: number): Program {
  return {
    name: `overtaking_${requests}`,
    start() {
      const answers: number[] = [];
      function* request(index: number): Body {
        yield write(1, 'answer');
        answers.push(index);
      }
      const expected = [requests - 1, ...Array.from({ length: requests - 1 }, (_, index) => index)];
      return {
        tasks: Array.from({ length: requests }, (_, index) => request(index)),
        failed: () => answers.length === requests && answers.every((index, place) => index === expected[place]),
      };
    },
  };
}
