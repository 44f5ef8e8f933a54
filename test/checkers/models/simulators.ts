// The real things, as a program would hold them: what they answer one after the other is what the models must accept, and nothing else.

import type { Draw } from '../reference/random-history';

/** Runs one operation on the real thing and gives its result; undefined: it says nothing. */
export type Simulator = (request: Request) => unknown;

export interface Request {
  readonly f: string;
  readonly input?: unknown;
  readonly key?: unknown;
  readonly process?: number;
}

const SOME = [1, 2, '1', [1]];
const pick = <Item>(draw: Draw, items: readonly Item[]): Item => items[draw(items.length)] as Item;
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** An object that can do what its methods are called. */
function objectSimulator(create: () => Record<string, (request: Request) => unknown>): () => Simulator {
  return () => {
    const methods = create();
    return (request) => methods[request.f]?.(request);
  };
}

export interface Simulated {
  readonly create: () => Simulator;
  readonly request: (draw: Draw) => Request;
  /** Wrong results to try; a result equal to the right one is right. */
  readonly wrong: (draw: Draw) => unknown;
}

const cellSimulator = (initial: unknown) =>
  objectSimulator(() => {
    let held = initial;
    return {
      read: () => held,
      write: ({ input }) => {
        held = input;
      },
      cas: ({ input }) => {
        const [from, to] = input as [unknown, unknown];
        if (!same(from, held)) return false;
        held = to;
        return true;
      },
    };
  });

function cellRequest(draw: Draw, names: readonly string[]): Request {
  const f = pick(draw, names);
  if (f === 'cas') return { f, input: [pick(draw, SOME), pick(draw, SOME)] };
  return f === 'write' ? { f, input: pick(draw, SOME) } : { f };
}

const mapSimulator = objectSimulator(() => {
  const held = new Map<unknown, unknown>();
  return {
    get: ({ key }) => held.get(key),
    put: ({ key, input }) => void held.set(key, input),
    append: ({ key, input }) => void held.set(key, ((held.get(key) as string) ?? '') + input),
    has: ({ key }) => held.has(key),
    delete: ({ key }) => held.delete(key),
    cas: ({ key, input }) => {
      const [from, to] = input as [unknown, unknown];
      if ((held.get(key) ?? null) !== from) return false;
      held.set(key, to);
      return true;
    },
  };
});

function listSimulator(
  insert: string,
  take: string,
  order: (items: number[]) => void,
  next: (items: number[]) => number | undefined,
) {
  return objectSimulator(() => {
    const items: number[] = [];
    return {
      [insert]: ({ input }) => {
        items.push(input as number);
        order(items);
      },
      [take]: () => {
        const item = next(items);
        if (item !== undefined) items.splice(next === last ? items.length - 1 : 0, 1);
        return item ?? null;
      },
      peek: () => next(items) ?? null,
    };
  });
}

const first = (items: number[]) => items[0];
const last = (items: number[]) => items.at(-1);
const unsorted = () => {};
const ascending = (items: number[]) => void items.sort((one, other) => one - other);

const listCase = (
  insert: string,
  take: string,
  order: (items: number[]) => void,
  next: (items: number[]) => number | undefined,
): Simulated => ({
  create: listSimulator(insert, take, order, next),
  request: (draw) => {
    const f = pick(draw, [insert, insert, take, 'peek']);
    return f === insert ? { f, input: draw(5) } : { f };
  },
  wrong: (draw) => pick(draw, [0, 1, 2, null]),
});

/** Who holds it, in which mode; the names of the operations say what is wanted. Waiting is left out, as there is one after the other. */
const lockSimulator = (modes: readonly string[]) =>
  objectSimulator(() => {
    const holders: { process: number | undefined; mode: string }[] = [];
    const isFree = (mode: string) =>
      mode === 'Read' ? holders.every((held) => held.mode === 'Read') : holders.length === 0;
    const methods: Record<string, (request: Request) => unknown> = {};
    for (const mode of modes) {
      methods[`tryAcquire${mode}`] = ({ process }) => isFree(mode) && holders.push({ process, mode }) > 0;
      methods[`release${mode}`] = ({ process }) => {
        const at = holders.findIndex((held) => held.process === process && held.mode === mode);
        if (at >= 0) holders.splice(at, 1);
        return at >= 0;
      };
    }
    return methods;
  });

const lockCase = (modes: readonly string[]): Simulated => ({
  create: lockSimulator(modes),
  request: (draw) => ({ f: pick(draw, ['tryAcquire', 'release']) + pick(draw, modes), process: draw(2) }),
  wrong: (draw) => draw(2) === 0,
});

export const SIMULATED: Readonly<Record<string, Simulated>> = {
  register: {
    create: cellSimulator(undefined),
    request: (draw) => cellRequest(draw, ['read', 'write']),
    wrong: (draw) => pick(draw, [...SOME, undefined]),
  },
  'cas-register': {
    create: cellSimulator(1),
    request: (draw) => cellRequest(draw, ['read', 'write', 'cas']),
    wrong: (draw) => pick(draw, SOME),
  },
  map: {
    create: mapSimulator,
    request: (draw) => {
      const f = pick(draw, ['get', 'get', 'put', 'append', 'has', 'delete', 'cas']);
      const texts = ['', 'a', 'ab'];
      const input = f === 'cas' ? [pick(draw, [...texts, null]), pick(draw, texts)] : pick(draw, texts);
      return { f, key: pick(draw, ['x', 'y']), input };
    },
    wrong: (draw) => pick(draw, ['', 'a', 'ab', undefined]),
  },
  'multi-register': {
    create: objectSimulator(() => {
      const held: Record<string, unknown> = {};
      const access = ([kind, key, value]: [string, string, unknown]) => [
        kind,
        key,
        kind === 'r' ? (held[key] ?? 0) : (held[key] = value),
      ];
      return { txn: ({ input }) => (input as [string, string, unknown][]).map(access) };
    }),
    request: (draw) => ({
      f: 'txn',
      input: Array.from({ length: 2 }, () =>
        draw(2) === 0 ? ['r', pick(draw, ['x', 'y']), null] : ['w', pick(draw, ['x', 'y']), draw(3)],
      ),
    }),
    wrong: (draw) => draw(3),
  },
  counter: {
    create: objectSimulator(() => {
      let count = 0;
      const by = ({ input = 1 }: Request) => input as number;
      return {
        increment: (request) => void (count += by(request)),
        decrement: (request) => void (count -= by(request)),
        read: () => count,
        incrementAndGet: (request) => (count += by(request)),
        getAndIncrement: (request) => (count += by(request)) - by(request),
      };
    }),
    request: (draw) => ({
      f: pick(draw, ['increment', 'decrement', 'read', 'incrementAndGet', 'getAndIncrement']),
      input: pick(draw, [undefined, 1, 2]),
    }),
    wrong: (draw) => draw(4),
  },
  set: {
    create: objectSimulator(() => {
      const held = new Map<string, unknown>();
      const name = ({ input }: Request) => JSON.stringify(input);
      return {
        add: (request) => !held.has(name(request)) && held.set(name(request), request.input) === held,
        remove: (request) => held.delete(name(request)),
        contains: (request) => held.has(name(request)),
        read: () => [...held.values()],
      };
    }),
    request: (draw) => ({ f: pick(draw, ['add', 'remove', 'contains', 'read']), input: pick(draw, SOME) }),
    wrong: (draw) => draw(2) === 0,
  },
  queue: listCase('enqueue', 'dequeue', unsorted, first),
  stack: listCase('push', 'pop', unsorted, last),
  'priority-queue': listCase('insert', 'extractMin', ascending, first),
  lock: lockCase(['']),
  'read-write-lock': lockCase(['Read', 'Write']),
  semaphore: {
    create: objectSimulator(() => {
      let free = 2;
      return {
        tryAcquire: ({ input = 1 }) => free >= (input as number) && (free -= input as number) >= 0,
        release: ({ input = 1 }) => free + (input as number) <= 2 && (free += input as number) > 0,
      };
    }),
    request: (draw) => ({ f: pick(draw, ['tryAcquire', 'release']), input: pick(draw, [undefined, 1, 2]) }),
    wrong: (draw) => draw(2) === 0,
  },
  log: {
    create: objectSimulator(() => {
      const held: unknown[] = [];
      return {
        append: ({ input }) => held.push(input) - 1,
        read: ({ input }) => held[input as number],
        readAll: () => [...held],
        length: () => held.length,
      };
    }),
    request: (draw) => {
      const f = pick(draw, ['append', 'read', 'readAll', 'length']);
      return { f, input: f === 'append' ? pick(draw, SOME) : draw(4) };
    },
    wrong: (draw) => draw(4),
  },
  bank: {
    create: objectSimulator(() => {
      const held: Record<string, number> = { a: 3, b: 0 };
      const move = (from: string | null, to: string | null, amount: number) => {
        if (from !== null && (held[from] as number) < amount) return false;
        if (from !== null) held[from] = (held[from] as number) - amount;
        if (to !== null) held[to] = (held[to] as number) + amount;
        return true;
      };
      const fields = ({ input }: Request) => input as { from: string; to: string; amount: number };
      return {
        transfer: (request) => move(fields(request).from, fields(request).to, fields(request).amount),
        deposit: (request) => move(null, fields(request).to, fields(request).amount),
        withdraw: (request) => move(fields(request).from, null, fields(request).amount),
        read: () => ({ ...held }),
      };
    }),
    request: (draw) => ({
      f: pick(draw, ['transfer', 'withdraw', 'deposit', 'read']),
      input: { from: pick(draw, ['a', 'b']), to: pick(draw, ['a', 'b']), amount: draw(4) },
    }),
    wrong: (draw) => draw(2) === 0,
  },
};

/** Sets list their elements in any order; nothing is null or undefined. */
export function agrees(f: string, model: string, one: unknown, other: unknown): boolean {
  if (model === 'set' && f === 'read')
    return same(
      [...(one as [])].map((item) => JSON.stringify(item)).sort(),
      [...(other as [])].map((item) => JSON.stringify(item)).sort(),
    );
  return same(one ?? null, other ?? null);
}
