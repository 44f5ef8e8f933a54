// The operation form, and what can be asked of a history.

import type { OperationInput } from '../../../src/checkers';
import { History, readHistory } from '../../../src/checkers';

function operation(
  process: number | string,
  call: number,
  end?: number,
  rest: Partial<OperationInput> = {},
): OperationInput {
  return { process, f: 'read', call, return: end, ...rest };
}

describe('from whole operations', () => {
  it('they are sorted by call; what is equal stays in its order', () => {
    const history = History.fromOperations([operation('c', 5, 6), operation('a', 1, 2), operation('b', 1, 9)]);
    expect(history.operations.map(({ process, index }) => [process, index])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ]);
  });

  it('with a return time the outcome is ok, without one it is unknown', () => {
    const history = History.fromOperations([
      operation(0, 1, 2, { output: 3 }),
      operation(1, 1, undefined, { output: 3 }),
    ]);
    expect(history.operations).toMatchObject([
      { outcome: 'ok', return: 2, output: 3 },
      { outcome: 'info', return: Number.POSITIVE_INFINITY, output: undefined },
    ]);
  });

  it('an operation may return at the time of its call', () => {
    expect(History.fromOperations([operation(0, 1, 1)]).operations[0]).toMatchObject({ call: 1, return: 1 });
  });

  it.each<[Partial<OperationInput>, string]>([
    [{ return: 0 }, 'line 3: operation 1: read returns at 0, before its call at 1'],
    [{ call: Number.NaN }, 'line 3: operation 1: expected `call` to be a number of any unit, got NaN'],
    [{ return: Number.NaN }, 'line 3: operation 1: expected `return` to be a number of any unit, got NaN'],
    [{ process: {} as never }, 'line 3: operation 1: expected a process (a number or a string), got {}'],
    [{ f: 3 as never }, "line 3: operation 1: expected the operation's name `f` (a string), got 3"],
    [
      { outcome: 'lost' as never },
      'line 3: operation 1: expected an outcome of ok, fail, mismatch, info, blocked, got "lost"',
    ],
  ])('%p is refused', (wrong, message) => {
    const inputs = [operation(0, 1, 2), operation(1, 1, 2, { line: 3, ...wrong })];
    expect(() => History.fromOperations(inputs)).toThrow(message);
  });
});

describe('as events', () => {
  it('at equal times calls come before returns, so that what may overlap still does', () => {
    const history = History.fromOperations([operation('a', 0, 5), operation('b', 5, 6)]);
    const events = history.events().map(({ process, type }) => `${process} ${type}`);
    expect(events).toEqual(['a invoke', 'b invoke', 'a ok', 'b ok']);
  });

  it('operations of one process that touch have an id, and still overlap when they are read', () => {
    const history = History.fromOperations([operation('a', 0, 5), operation('a', 5, 6)]);
    const again = History.fromEvents(history.events());
    expect(again.operations.map(({ call, return: end }) => [call, end])).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it('unknown and blocked ends come last, blocked ones at the very end', () => {
    const history = History.fromOperations([
      operation('a', 0, undefined, { outcome: 'blocked' }),
      operation('b', 1),
      operation('c', 2, 3),
    ]);
    expect(history.events().map(({ process, type }) => `${process} ${type}`)).toEqual([
      'a invoke',
      'b invoke',
      'c invoke',
      'c ok',
      'b info',
      'a blocked',
    ]);
  });
});

describe('what can be asked', () => {
  const history = History.fromOperations(
    [
      operation('a', 0, 1, { key: 'x' }),
      operation('b', 2, 3, { key: ['y', 1] }),
      operation('a', 4, 5, { key: 'x' }),
      operation('c', 6, 7),
      operation('b', 8, 9, { key: ['y', 1] }),
    ],
    [{ process: 'nemesis', f: 'kill', value: undefined, time: 4.5, line: 0 }],
  );

  it('its length, and its operations one after the other', () => {
    expect(history).toHaveLength(5);
    expect([...history]).toEqual(history.operations);
  });

  it('keys and processes, each once, in order', () => {
    expect(history.keys()).toEqual(['x', ['y', 1]]);
    expect(history.processes()).toEqual(['a', 'b', 'c']);
  });

  it('the part on one key, compared as a value, with its times and the annotations', () => {
    const part = history.forKey(['y', 1]);
    expect(part.operations.map(({ index, call }) => [index, call])).toEqual([
      [0, 2],
      [1, 8],
    ]);
    expect(part.annotations).toBe(history.annotations);
    expect(history.forKey('z')).toHaveLength(0);
  });

  it('any part', () => {
    expect(history.filter(({ process }) => process === 'a').operations.map(({ call }) => call)).toEqual([0, 4]);
    expect(history).toHaveLength(5);
  });

  it('JSON, which is read as a history', () => {
    const again = readHistory(JSON.stringify(history));
    expect(again.operations.map(({ process, key }) => [process, key])).toEqual(
      history.operations.map(({ process, key }) => [process, key]),
    );
    expect(again.annotations).toMatchObject([{ process: 'nemesis', f: 'kill', time: 5 }]);
  });
});
