// The event form: how events are paired, and what is said of those that cannot be.

import type { AnnotationInput, EventInput, PairingOptions } from '../../../src/checkers';
import { History, HistoryError } from '../../../src/checkers';

type Events = readonly (EventInput | AnnotationInput)[];

/** `0 invoke write 1` as an event. */
function event(text: string): EventInput {
  const [process = '', type, f = '', value] = text.split(' ');
  return {
    process: /^\d+$/.test(process) ? Number(process) : process,
    type: type as EventInput['type'],
    f,
    value: value === undefined ? undefined : Number(value),
  };
}

function history(...texts: string[]): History {
  return History.fromEvents(texts.map(event));
}

/** `0 write 1 -> undefined ok 0..1` */
function told({ operations }: History): string[] {
  return operations.map(
    ({ process, f, input, output, outcome, call, return: end }) =>
      `${process} ${f} ${input} -> ${output} ${outcome} ${call}..${end}`,
  );
}

describe('events are paired by process', () => {
  it('with their positions as times, and the result of the completion', () => {
    expect(told(history('0 invoke write 1', '1 invoke read', '0 ok write', '1 ok read 1'))).toEqual([
      '0 write 1 -> undefined ok 0..2',
      '1 read undefined -> 1 ok 1..3',
    ]);
  });

  it('a number and a string are different processes', () => {
    expect(history('0 invoke read', 'a invoke read', '0 ok read 1', 'a ok read 2').processes()).toEqual([0, 'a']);
  });

  it('without a completion, and with info, the outcome is unknown for ever, and a result with it', () => {
    expect(told(history('0 invoke write 1', '1 invoke read', '1 info read 5'))).toEqual([
      '0 write 1 -> undefined info 0..Infinity',
      '1 read undefined -> undefined info 1..Infinity',
    ]);
  });

  it('refused and failed operations have an end; blocked ones have none', () => {
    const events = [
      '0 invoke cas 1',
      '0 mismatch cas',
      '0 invoke cas 1',
      '0 fail cas',
      '0 invoke cas 1',
      '0 blocked cas',
    ];
    expect(told(history(...events))).toEqual([
      '0 cas 1 -> undefined mismatch 0..1',
      '0 cas 1 -> undefined fail 2..3',
      '0 cas 1 -> undefined blocked 4..Infinity',
    ]);
  });

  it('nothing and one operation are histories', () => {
    expect(told(history())).toEqual([]);
    expect(told(history('0 invoke read'))).toEqual(['0 read undefined -> undefined info 0..Infinity']);
  });
});

describe('events with an id are paired by it', () => {
  const shared = { process: 'pool', f: 'get' };
  const events: Events = [
    { ...shared, type: 'invoke', id: 1, value: 'x' },
    { ...shared, type: 'invoke', id: 2, value: 'y' },
    { ...shared, type: 'ok', id: 1, value: 'X' },
    { ...shared, type: 'ok', id: 2, value: 'Y' },
  ];

  it('so that operations of one process may overlap', () => {
    expect(told(History.fromEvents(events))).toEqual(['pool get x -> X ok 0..2', 'pool get y -> Y ok 1..3']);
  });

  it('and have ids when they are written as events again', () => {
    const written = History.fromEvents(events).events();
    expect(written.map(({ id }) => id)).toEqual([0, 1, 0, 1]);
    expect(told(History.fromEvents(written))).toEqual(told(History.fromEvents(events)));
  });

  it('an id has nothing to do with a process of the same number', () => {
    const other: EventInput = { process: 1, type: 'invoke', f: 'put', value: 0 };
    expect(told(History.fromEvents([events[0] as EventInput, other, { ...other, type: 'ok' }]))).toEqual([
      'pool get x -> undefined info 0..Infinity',
      '1 put 0 -> 0 ok 1..2',
    ]);
  });

  it('an id is used once', () => {
    const again = [...events, { ...shared, type: 'invoke', id: 1, value: 'z', line: 9 } as const];
    expect(() => History.fromEvents(again)).toThrow('line 9: event 4: the id 1 was used before; ids are unique');
  });
});

describe('a process that goes on after info is another one from there on', () => {
  it('numbers: the next that is free', () => {
    const events = ['0 invoke write 1', '0 info write', '5 invoke read', '0 invoke read', '5 ok read 0', '0 ok read 0'];
    expect(history(...events, '0 invoke read').operations.map(({ process }) => process)).toEqual([0, 5, 6, 6]);
  });

  it('names: with a mark for each crash, and never one that is taken', () => {
    const crash = ['a invoke write 1', 'a info write'];
    expect(history(...crash, ...crash, ...crash).processes()).toEqual(['a', "a'", "a'2"]);
    expect(history("a' invoke read", ...crash, ...crash).processes()).toEqual(["a'", 'a', "a''"]);
  });

  it('as operations with times too', () => {
    const write = { process: 'a', f: 'write', call: 0 };
    const read = { process: 'a', f: 'read', call: 1, return: 2 };
    expect(History.fromOperations([read, write]).processes()).toEqual(['a', "a'"]);
  });
});

describe('annotations', () => {
  it('are what is said to be one, and info of a named process that has never invoked anything', () => {
    const events: Events = [
      event('0 invoke write 1'),
      event('nemesis info kill 3'),
      event('0 ok write'),
      { type: 'annotation', process: 'operator', f: 'restart' },
    ];
    const { annotations, length } = History.fromEvents(events);
    expect(length).toBe(1);
    expect(annotations).toEqual([
      { process: 'nemesis', f: 'kill', value: 3, time: 1, line: 0 },
      { process: 'operator', f: 'restart', value: undefined, time: 3, line: 0 },
    ]);
  });

  it('info of a client that has nothing open is none', () => {
    expect(() => history('a invoke read', 'a ok read 1', 'a info read')).toThrow(
      'event 2: process a completes read (info) without having invoked it',
    );
    expect(() => history('0 info read')).toThrow('event 0: process 0 completes read (info) without having invoked it');
  });
});

describe('what is no history is refused with its line and position', () => {
  const refused: [string, string[], string][] = [
    [
      'a process that is busy',
      ['0 invoke write 1', '0 invoke read'],
      'event 1: process 0 invokes read while its write (event 0) is open; operations that overlap need processes of their own, or an `id`',
    ],
    ['a completion of nothing', ['0 ok read 1'], 'event 0: process 0 completes read (ok) without having invoked it'],
    [
      'a second completion',
      ['0 invoke read', '0 ok read 1', '0 ok read 1'],
      'event 2: process 0 completes read (ok) without having invoked it',
    ],
    [
      'a completion of something else',
      ['0 invoke read', '1 invoke read', '0 ok write'],
      'event 2: process 0 completes write, but what it invoked (event 0) is read',
    ],
    [
      'an unknown type',
      ['0 started read'],
      'event 0: expected a type of invoke, ok, fail, mismatch, info, blocked, annotation, got "started"',
    ],
    [
      'anything begun after blocked',
      ['0 invoke acquire', '0 blocked acquire', '1 invoke read'],
      'event 2: process 1 invokes read after acquire of process 0 was blocked; `blocked` says that nothing could run any more, so it belongs at the end',
    ],
  ];

  it.each(refused)('%s', (_what, texts, message) => {
    expect(() => history(...texts)).toThrow(new HistoryError(message));
  });

  it.each([
    ['process', null, 'event 0: expected a process (a number or a string), got null'],
    ['process', Number.NaN, 'event 0: expected a process (a number or a string), got NaN'],
    ['f', undefined, "event 0: expected the operation's name `f` (a string), got undefined"],
    ['time', Number.NaN, 'event 0: expected `time` to be a number of any unit, got NaN'],
    ['time', 'noon', 'event 0: expected `time` to be a number of any unit, got "noon"'],
    ['type', undefined, 'event 0: expected a type of'],
  ])('%s %p', (name, value, message) => {
    const events = [{ ...event('0 invoke read'), line: 7, [name]: value }];
    expect(() => History.fromEvents(events)).toThrow(`line 7: ${message}`);
    expect(() => History.fromEvents(events)).toThrow(expect.objectContaining({ line: 7, position: 0 }));
  });

  it('a completion of another key', () => {
    const events: Events = [
      { ...event('0 invoke get'), key: ['x', 1] },
      { ...event('0 ok get'), key: ['x', 2] },
    ];
    expect(() => History.fromEvents(events)).toThrow(
      'event 1: process 0 completes get of key ["x", 2], but what it invoked (event 0) has the key ["x", 1]',
    );
  });
});

describe('a clock that goes back', () => {
  const timed = (...times: number[]): Events =>
    times.map((time, index) => ({ ...event(`${index} invoke read`), time }));
  const read = (events: Events, options?: PairingOptions) => History.fromEvents(events, options);

  it('is refused, since the events may be in the wrong order', () => {
    expect(() => read(timed(1, 5, 4))).toThrow(
      "event 2: the clock goes back from 5 to 4, so the events may not be in the order in which they happened; sort them, or read them with `clock: 'ignore'` (`lockstep check --clock ignore`) if their order is right",
    );
  });

  it('may stand still, and is not looked at on demand', () => {
    expect(read(timed(1, 5, 5)).length).toBe(3);
    expect(read(timed(1, 5, 4), { clock: 'ignore' }).clockAt(2)).toBe(4);
  });

  it('is kept by position, for pictures', () => {
    const history = read(timed(10, 20));
    expect([history.clockAt(0), history.clockAt(1), history.clockAt(2)]).toEqual([10, 20, undefined]);
    expect(history.events().map(({ time }) => time)).toEqual([10, 20, undefined, undefined]);
  });
});

it('a million events are paired in one pass', () => {
  const size = 500_000;
  function* events(): Generator<EventInput> {
    for (let index = 0; index < size; index++) {
      yield { process: index % 7, type: 'invoke', f: 'write', value: index };
      yield { process: index % 7, type: index % 100 === 0 ? 'info' : 'ok', f: 'write', value: undefined };
    }
  }
  const history = History.fromEvents(events());
  expect(history).toHaveLength(size);
  expect(history.operations.at(-1)).toMatchObject({ index: size - 1, call: 2 * size - 2, return: 2 * size - 1 });
  expect(history.processes().length).toBeGreaterThan(5000);
  expect(history.events()).toHaveLength(2 * size);
});
