// For each built-in model operations with few different values, drawn blindly: now and then a result is right.

import type { Model, Outcome } from '../../../src/checkers';
import { models } from '../../../src/checkers';
import type { OperationDraft } from '../../../src/checkers/models/self-test/walk';
import type { Draw } from '../reference/random-history';

export interface ModelCase {
  readonly name: string;
  readonly model: Model;
  readonly draw: (draw: Draw) => OperationDraft;
}

const VALUES = [0, 1, '1', null, undefined, [1]];
const one = <Item>(draw: Draw, ...items: Item[]): Item => items[draw(items.length)] as Item;
const value = (draw: Draw) => one<unknown>(draw, ...VALUES);
const number = (draw: Draw) => draw(4);
const answer = (draw: Draw) => one(draw, true, false, undefined);
const outcome = (draw: Draw): { outcome?: Outcome } => (draw(5) === 0 ? { outcome: 'mismatch' } : {});
const process = (draw: Draw) => one<number | string>(draw, 0, 1, '1');

function readWrite(draw: Draw, read = 'read', write = 'write'): OperationDraft {
  const drawn = draw(2) === 0 ? { f: read, output: value(draw) } : { f: write, input: value(draw) };
  return { ...drawn, ...outcome(draw) };
}

function cas(draw: Draw): OperationDraft {
  return { f: 'cas', input: [value(draw), value(draw)], output: answer(draw), ...outcome(draw) };
}

function entry(draw: Draw): OperationDraft {
  const key = one(draw, 'x', 'y');
  const kind = draw(6);
  const text = one(draw, '', 'a', 'b');
  if (kind === 0) return { f: 'append', key, input: text };
  if (kind === 1) return { f: 'get', key, output: one(draw, text, 'ab', null, undefined) };
  if (kind === 2) return { f: one(draw, 'has', 'delete'), key, output: answer(draw), ...outcome(draw) };
  if (kind === 3) return { ...cas(draw), key };
  return { ...readWrite(draw, 'get', 'put'), key };
}

function appendRegister(draw: Draw): OperationDraft {
  let drawn = entry(draw);
  while (!['get', 'put', 'append'].includes(drawn.f)) drawn = entry(draw);
  return drawn;
}

function transaction(draw: Draw): OperationDraft {
  if (draw(2) === 0) return { ...readWrite(draw), key: one(draw, 'x', 'y') };
  const output = Array.from({ length: 1 + draw(2) }, () => [one(draw, 'r', 'w'), one(draw, 'x', 'y'), draw(2)]);
  return { f: 'txn', input: output, output: one(draw, output, undefined) };
}

function setOperation(draw: Draw): OperationDraft {
  const elements = [1, '1', [1]].filter(() => draw(2) === 0);
  if (draw(4) === 0) return { f: 'read', output: one<unknown>(draw, elements, new Set(elements), undefined) };
  return {
    f: one(draw, 'add', 'remove', 'contains'),
    input: one<unknown>(draw, 1, '1', [1]),
    output: answer(draw),
    ...outcome(draw),
  };
}

function counter(draw: Draw): OperationDraft {
  const f = one(draw, 'increment', 'decrement', 'read', 'incrementAndGet', 'getAndIncrement');
  return {
    f,
    input: f === 'read' ? undefined : one(draw, undefined, -1, 1, 2),
    output: one(draw, undefined, 0, 1, 2, 3),
  };
}

const container =
  (insert: string, take: string) =>
  (draw: Draw): OperationDraft => {
    const kind = draw(4);
    if (kind < 2) return { f: insert, input: number(draw) };
    return { f: kind === 2 ? take : 'peek', output: one(draw, number(draw), null), ...outcome(draw) };
  };

const deeds =
  (...names: string[]) =>
  (draw: Draw): OperationDraft => ({
    f: one(draw, ...names),
    output: answer(draw),
    process: process(draw),
    ...outcome(draw),
  });

function semaphore(draw: Draw): OperationDraft {
  return { ...deeds('acquire', 'release', 'tryAcquire')(draw), input: one(draw, undefined, 1, 2) };
}

function log(draw: Draw): OperationDraft {
  const values = Array.from({ length: draw(3) }, () => value(draw));
  return one<OperationDraft>(
    draw,
    { f: 'append', input: value(draw), output: one(draw, undefined, 0, 1, 2) },
    { f: 'read', input: draw(3), output: value(draw), ...outcome(draw) },
    { f: 'readAll', output: one<unknown>(draw, values, undefined) },
    { f: 'length', output: one(draw, undefined, 0, 1, 2, 3) },
  );
}

function bank(draw: Draw): OperationDraft {
  const input = { from: one(draw, 'a', 'b'), to: one(draw, 'a', 'b'), amount: draw(3) };
  const a = draw(4);
  if (draw(4) === 0)
    return {
      f: 'read',
      output: one<unknown>(
        draw,
        undefined,
        { a, b: 3 - a },
        new Map([
          ['a', a],
          ['b', 3 - a],
        ]),
      ),
    };
  return { f: one(draw, 'transfer', 'deposit', 'withdraw'), input, output: answer(draw), ...outcome(draw) };
}

export const CASES: readonly ModelCase[] = [
  { name: 'register', model: models.register(), draw: (draw) => readWrite(draw) },
  { name: 'register from 1', model: models.register({ initial: 1 }), draw: (draw) => readWrite(draw) },
  { name: 'cas-register', model: models.casRegister(), draw: (draw) => (draw(2) === 0 ? cas(draw) : readWrite(draw)) },
  { name: 'multi-register', model: models.multiRegister({ initial: 0 }), draw: transaction },
  { name: 'counter', model: models.counter(), draw: counter },
  { name: 'set', model: models.set(), draw: setOperation },
  { name: 'set with elements', model: models.set({ initial: ['1', [1]] }), draw: setOperation },
  { name: 'map', model: models.map(), draw: entry },
  { name: "map of ''", model: models.map({ initial: '' }), draw: entry },
  { name: 'append-register', model: models.appendRegister(), draw: appendRegister },
  { name: "append-register of ''", model: models.appendRegister({ initial: '' }), draw: appendRegister },
  { name: 'queue', model: models.fifoQueue(), draw: container('enqueue', 'dequeue') },
  {
    name: 'queue that waits',
    model: models.fifoQueue({ blocking: true, initial: [1, 2] }),
    draw: container('enqueue', 'dequeue'),
  },
  { name: 'stack', model: models.stack(), draw: container('push', 'pop') },
  {
    name: 'stack that waits',
    model: models.stack({ blocking: true, initial: [1, 2] }),
    draw: container('push', 'pop'),
  },
  { name: 'priority-queue', model: models.priorityQueue(), draw: container('insert', 'extractMin') },
  {
    name: 'priority-queue with ranks',
    model: models.priorityQueue({
      compare: (one: number, other: number) => (one >> 1) - (other >> 1),
      initial: [3, 2],
    }),
    draw: container('insert', 'extractMin'),
  },
  { name: 'lock', model: models.lock(), draw: deeds('acquire', 'release', 'tryAcquire') },
  { name: 'lock without owner', model: models.lock({ owned: false }), draw: deeds('acquire', 'release', 'tryAcquire') },
  {
    name: 'read-write-lock',
    model: models.readWriteLock(),
    draw: deeds('acquireRead', 'releaseRead', 'acquireWrite', 'releaseWrite', 'tryAcquireRead', 'tryAcquireWrite'),
  },
  {
    name: 'read-write-lock without owner',
    model: models.readWriteLock({ owned: false }),
    draw: deeds('acquireRead', 'releaseRead', 'acquireWrite', 'releaseWrite', 'tryAcquireRead', 'tryAcquireWrite'),
  },
  { name: 'semaphore', model: models.semaphore({ permits: 3 }), draw: semaphore },
  { name: 'semaphore without limit', model: models.semaphore({ permits: 0, maximum: Infinity }), draw: semaphore },
  { name: 'log', model: models.log(), draw: log },
  { name: 'bank', model: models.bank({ accounts: { a: 2, b: 1 } }), draw: bank },
  {
    name: 'bank with overdraft',
    model: models.bank({
      accounts: new Map([
        ['a', 2],
        ['b', 1],
      ]),
      overdraft: true,
    }),
    draw: bank,
  },
  {
    name: 'id-generator',
    model: models.idGenerator(),
    draw: (draw) => ({ f: 'generate', output: one<unknown>(draw, ...VALUES, undefined) }),
  },
];
