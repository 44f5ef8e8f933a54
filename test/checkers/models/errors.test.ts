// Options and operations that cannot be read are refused with what was given, what was expected, and what was probably meant.

import { models, type Operation } from '../../../src/checkers';
import type { Model } from '../../../src/checkers/models/model';
import { OperationError } from '../../../src/checkers/models/operation-error';
import { operationFrom } from './operation';

const operation = (f: string, rest: Partial<Operation> = {}): Operation => operationFrom({ f, ...rest });

class Row {}

describe('operations', () => {
  const {
    register,
    casRegister,
    counter,
    set,
    map,
    multiRegister,
    fifoQueue,
    priorityQueue,
    log,
    bank,
    semaphore,
    lock,
  } = models;
  const accounts = { a: 1 };
  it.each<[Model, Operation, string]>([
    [
      register(),
      operation('raed', { line: 12 }),
      'line 12: The model "register" has no operation "raed". It has read, write; did you mean "read"?',
    ],
    [register(), operation('constructor'), 'The model "register" has no operation "constructor". It has read, write'],
    [
      casRegister(),
      operation('cas', { input: 3, line: 2 }),
      'line 2: "cas" of the model "cas-register" needs an input [from, to], got 3',
    ],
    [
      register(),
      operation('write', { input: new Row() }),
      '"write" of the model "register" has a value that cannot be compared: an instance of Row may have hidden fields, so its equality cannot be seen. Record plain values: primitives, arrays, objects',
    ],
    [
      counter(),
      operation('increment', { input: 0.5 }),
      '"increment" of the model "counter" needs an input that is a safe integer, or none for 1, got 0.5',
    ],
    [
      counter(),
      operation('read', { output: '1' }),
      '"read" of the model "counter" needs a result that is an integer, got "1"',
    ],
    [
      set(),
      operation('contains', { input: 1, output: 1 }),
      '"contains" of the model "set" needs a result true or false, got 1',
    ],
    [
      set(),
      operation('read', { output: 1 }),
      '"read" of the model "set" needs a result that is an array or a Set, got 1',
    ],
    [map(), operation('get'), '"get" of the model "map" needs a `key`, got undefined'],
    [
      map(),
      operation('append', { key: 'x', input: 1 }),
      '"append" of the model "map" needs an input that is a string, got 1',
    ],
    [
      multiRegister(),
      operation('read'),
      '"read" of the model "multi-register" needs a `key` that names the register, got undefined',
    ],
    [
      multiRegister(),
      operation('txn', { input: [['x', 'y']] }),
      `"txn" of the model "multi-register" needs an input that is a list of ['r', key, value] and ['w', key, value], got [["x", "y"]]`,
    ],
    [
      multiRegister(),
      operation('txn', { input: [['r', 'x', null]], output: [] }),
      '"txn" of the model "multi-register" needs a result with as many entries as the input, got []',
    ],
    [
      fifoQueue(),
      operation('enqueue'),
      '"enqueue" of the model "queue" needs an input other than null and undefined, which stand for an empty result, got undefined',
    ],
    [
      priorityQueue(),
      operation('insert', { input: Number.NaN }),
      '"insert" of the model "priority-queue" needs an input that is a number, bigint or string (or the model the option `compare`), got NaN',
    ],
    [
      log(),
      operation('read', { input: -1 }),
      '"read" of the model "log" needs an input that is an offset: an integer, 0 or more, got -1',
    ],
    [
      log(),
      operation('readAll', { output: 'a' }),
      '"readAll" of the model "log" needs a result that is an array, got "a"',
    ],
    [
      lock(),
      operation('tryAcquire', { output: 1 }),
      '"tryAcquire" of the model "lock" needs a result true or false, got 1',
    ],
    [
      semaphore({ permits: 1 }),
      operation('acquire', { input: 0 }),
      '"acquire" of the model "semaphore" needs an input that is an integer of at least 1, or none for 1, got 0',
    ],
    [
      bank({ accounts }),
      operation('deposit', { input: { to: 'b', amount: 1 } }),
      '"deposit" of the model "bank" needs an input { to, amount } with accounts among a and an amount that is an integer, 0 or more, got {to: "b", amount: 1}',
    ],
    [
      bank({ accounts }),
      operation('read', { output: {} }),
      '"read" of the model "bank" needs a result with a balance for each of a, got {}',
    ],
  ])('%p %p', (model, given, message) => {
    const ask = () => model.signature?.(given);
    expect(ask).toThrow(OperationError);
    expect(ask).toThrow(new OperationError(message));
  });

  it('are refused by every method alike', () => {
    const model = map();
    const given = operation('gte', { key: 'x' });
    for (const ask of [
      () => model.step(model.init(), given),
      () => model.pure?.(given),
      () => model.partition?.(given),
    ]) {
      expect(ask).toThrow('did you mean "get"?');
    }
  });
});

describe('options', () => {
  const any = models as unknown as Record<string, (options?: unknown) => Model>;
  it.each<[string, unknown, string]>([
    ['register', { inital: 1 }, 'register() has no option `inital`. It takes initial; did you mean `initial`?'],
    ['register', 3, 'Expected the options of register() to be an object, got 3'],
    [
      'register',
      { initial: new Row() },
      'Expected `initial` of register() to be made of primitives, arrays and plain objects, got Row {}',
    ],
    ['counter', { initial: 0.5 }, 'Expected `initial` of counter() to be a safe integer, got 0.5'],
    ['set', { initial: 3 }, 'Expected `initial` of set() to be an array, got 3'],
    ['fifoQueue', { blocking: 1 }, 'Expected `blocking` of fifoQueue() to be true or false, got 1'],
    ['stack', { initial: [null] }, 'Expected `initial` of stack() to be a list without null and undefined, got [null]'],
    ['priorityQueue', { compare: 1 }, 'Expected `compare` of priorityQueue() to be a function, got 1'],
    [
      'priorityQueue',
      { initial: [{}] },
      'Expected `initial` of priorityQueue() to be numbers, bigints or strings, or to come with `compare`, got [{}]',
    ],
    ['lock', { owned: 0 }, 'Expected `owned` of lock() to be true or false, got 0'],
    ['semaphore', undefined, 'Expected the options of semaphore() to be an object, got undefined'],
    ['semaphore', { permits: -1 }, 'Expected `permits` of semaphore() to be an integer, 0 or more, got -1'],
    [
      'semaphore',
      { permits: 2, maximum: 1 },
      'Expected `maximum` of semaphore() to be an integer of at least `permits`, or Infinity, got 1',
    ],
    [
      'bank',
      { accounts: [] },
      'Expected `accounts` of bank() to be an object or Map with a safe integer for each account, got []',
    ],
    ['idGenerator', { a: 1 }, 'idGenerator() has no option `a`. It takes none'],
  ])('%s(%j)', (factory, options, message) => expect(() => any[factory]?.(options)).toThrow(new TypeError(message)));
});
