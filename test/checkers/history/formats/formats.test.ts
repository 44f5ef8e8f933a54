// Each format by example: what its events mean, which line is wrong, and how it is told from the others.

import {
  type FormatName,
  type History,
  type ReadHistoryOptions,
  readHistory,
  writeHistory,
} from '../../../../src/checkers';

/** `0 write 1 -> undefined ok` */
function told({ operations }: History): string[] {
  return operations.map(
    ({ process, f, key, input, output, outcome, error }) =>
      `${process} ${f}${key === undefined ? '' : ` ${key}`} ${JSON.stringify(input)} -> ${JSON.stringify(output)} ${outcome}${error === undefined ? '' : ` ${error}`}`,
  );
}

function read(text: string, options?: ReadHistoryOptions): string[] {
  return told(readHistory(text, options));
}

const SAME: [FormatName, string][] = [
  [
    'jepsen-edn',
    '{:process 0, :type :invoke, :f :write, :value 1}\n{:process 1, :type :invoke, :f :read, :value nil}\n{:process 0, :type :ok, :f :write, :value 1}\n{:process 1, :type :ok, :f :read, :value 1}\n',
  ],
  [
    'jepsen-edn',
    '[{:index 0, :process 0, :type :invoke, :f :write, :value 1, :time 10}\n #jepsen.history.Op{:index 1, :process 1, :type :invoke, :f :read, :value nil, :time 11} {:process 0, :type :ok, :f :write, :value 1} {:process 1, :type :ok, :f :read, :value 1}]',
  ],
  [
    'jepsen-json',
    '[{"index":0,"time":1,"process":0,"type":"invoke","f":"write","value":1},\n{"index":1,"time":2,"process":1,"type":"invoke","f":"read","value":null},{"process":0,"type":"ok","f":"write","value":1},{"process":1,"type":"ok","f":"read","value":1}]',
  ],
  [
    'json-lines',
    '{"process":0,"type":"invoke","f":"write","value":1}\r\n\n{"process":1,"type":"invoke","f":"read","value":null}\n{"process":0,"type":"ok","f":"write","value":1}\n{"process":1,"type":"ok","f":"read","value":1}',
  ],
  [
    'porcupine-operations',
    '[{"ClientId":0,"Input":{"f":"write","value":1},"Call":1700000000000000001,"Output":1,"Return":1700000000000000005},{"ClientId":1,"Input":{"f":"read","value":null},"Call":1700000000000000002,"Output":1,"Return":1700000000000000006}]',
  ],
];

describe('the same history', () => {
  test.each(SAME)('in %s', (format, text) => {
    expect(read(text)).toEqual(['0 write 1 -> 1 ok', '1 read null -> 1 ok']);
    expect(read(text, { format })).toEqual(read(text));
    expect(read(`\uFEFF${text}`)).toEqual(read(text));
  });

  it('in porcupine-etcd, where only reads have results', () => {
    const text =
      '12:00 INFO  jepsen.core - setting up\nINFO  jepsen.util - 0\t:invoke\t:write\t1\n2020 INFO [worker 1] jepsen.util: 1   :invoke :read   nil\nINFO  jepsen.util - 0\t:ok\t:write\t1\nINFO  jepsen.util - 1\t:ok\t:read\t1\n';
    expect(read(text)).toEqual(['0 write 1 -> undefined ok', '1 read null -> 1 ok']);
  });

  it('has the lines of its invocations', () => {
    for (const [, text] of SAME.slice(0, 3))
      expect(readHistory(text).operations.map(({ line }) => line)).toEqual([1, 2]);
    expect(readHistory(SAME[3]?.[1] ?? '').operations.map(({ line }) => line)).toEqual([1, 3]);
  });
});

describe('what failures mean', () => {
  const line = (type: string, rest = '') => `{"process":0,"type":"${type}","f":"cas","value":[1,2]${rest}}\n`;

  it('in the Jepsen formats a failure did not happen, unless it is said to be a refusal', () => {
    const text = line('invoke') + line('fail', ',"error":"busy"');
    expect(read(text)).toEqual(['0 cas [1,2] -> [1,2] fail busy']);
    expect(read(text, { mismatch: ['cas'] })).toEqual(['0 cas [1,2] -> [1,2] mismatch busy']);
    expect(read(text, { mismatch: ['dequeue'] })).toEqual(['0 cas [1,2] -> [1,2] fail busy']);
    expect(read(text, { mismatch: ({ error }) => error === 'busy' })).toEqual(['0 cas [1,2] -> [1,2] mismatch busy']);
    expect(read(line('invoke') + line('mismatch'))).toEqual(['0 cas [1,2] -> [1,2] mismatch']);
  });

  it('in the logs of etcd a failed cas was refused, and what timed out is unknown', () => {
    const log = (...texts: string[]) =>
      texts.map((text) => `INFO  jepsen.util - ${text.replaceAll(' ', '\t')}\n`).join('');
    const text = log('0 :invoke :cas [1,2]', '0 :fail :cas [1,2]', '0 :invoke :read nil', '0 :fail :read :timed-out');
    expect(read(text)).toEqual(['0 cas [1,2] -> undefined mismatch', '0 read null -> undefined fail timed-out']);
    expect(read(text, { mismatch: [] })[0]).toBe('0 cas [1,2] -> undefined fail');
    const lost = log('0 :invoke :write 3', '0 :info :write :timed-out', ':nemesis :info :start :partition');
    expect(read(lost)).toEqual(['0 write 3 -> undefined info timed-out']);
    expect(readHistory(lost).annotations).toMatchObject([
      { process: 'nemesis', f: 'start', value: 'partition', line: 3 },
    ]);
  });

  it('in porcupine-operations what never returned is unknown', () => {
    const text =
      '[{"ClientId":0,"Input":{"f":"read"},"Call":1,"Return":9223372036854775807},{"Input":{"f":"read"},"Call":2}]';
    expect(read(text)).toEqual(['0 read undefined -> undefined info', '1 read undefined -> undefined info']);
  });
});

describe('faults are annotations', () => {
  it('whatever their type, if the process is the nemesis', () => {
    const text =
      '{:process :nemesis, :type :invoke, :f :kill, :value "n1"}\n{:process :nemesis, :type :ok, :f :kill}\n';
    expect(readHistory(text).annotations).toEqual([
      { process: 'nemesis', f: 'kill', value: 'n1', time: 0, line: 1 },
      { process: 'nemesis', f: 'kill', value: undefined, time: 1, line: 2 },
    ]);
  });

  it('and of any named process that has no operation', () => {
    expect(readHistory('{"process":"admin","type":"info","f":"upgrade"}\n').annotations).toHaveLength(1);
  });

  it('Jepsen is told of them as it tells us', () => {
    const text = '{:process :nemesis, :type :info, :f :kill, :value "n1"}\n';
    expect(writeHistory(readHistory(text), 'jepsen-edn')).toBe(text);
  });
});

describe('keys', () => {
  const text =
    '{:process 0, :type :invoke, :f :cas, :value [:x [1 2]]}\n{:process :nemesis, :type :info, :f :kill, :value nil}\n{:process 0, :type :ok, :f :cas, :value [:x [1 2]]}\n';

  it('of jepsen.independent are taken out of the values', () => {
    expect(read(text, { independent: true })).toEqual(['0 cas x [1,2] -> [1,2] ok']);
  });

  it('and put back', () => {
    const history = readHistory(text, { independent: true });
    expect(writeHistory(history, 'jepsen-edn', { independent: true })).toBe(text.replaceAll('[:x', '["x"'));
    expect(writeHistory(history, 'jepsen-edn')).toContain(':key "x", :value [1 2]');
  });

  it('must be there', () => {
    expect(() => read('{:process 0, :type :invoke, :f :read, :value nil}', { independent: true })).toThrow(
      'line 1: expected a tuple [key, value] of jepsen.independent, got null',
    );
  });
});

it('micro-operations of transactions have keywords for names, as Elle needs them', () => {
  const text = '{:process 0, :type :invoke, :f :txn, :value [[:append 1 2] [:r "k" nil]]}\n';
  expect(writeHistory(readHistory(text), 'jepsen-edn').split('\n')[0]).toBe(text.trim());
});

it('times of porcupine count from the first call where they are too large for exact numbers', () => {
  const text = SAME[4]?.[1] ?? '';
  expect(readHistory(text).operations.map(({ call, return: end }) => [call, end])).toEqual([
    [0, 4],
    [1, 5],
  ]);
});

it('other inputs of porcupine are understood by an option', () => {
  const text = '[{"ClientId":3,"Input":{"op":1,"val":7},"Call":0,"Output":{"v":8},"Return":1}]';
  const names = ['read', 'write'];
  const operation = (input: unknown, output: unknown) => {
    const { op, val } = input as { op: number; val: number };
    return { f: names[op] ?? '', input: val, output: (output as { v: number }).v };
  };
  expect(read(text, { operation })).toEqual(['3 write 7 -> 8 ok']);
  expect(() => read(text)).toThrow(
    'line 1: expected an Input {f, key, value}, got {op: 1, val: 7}; tell what it means by the option `operation`',
  );
});

describe('what is wrong is told with its line', () => {
  const ok = '{"process":0,"type":"invoke","f":"read"}\n';
  test.each<[string, string, string]>([
    [
      'a line that is cut off',
      `${ok}{"process":0,"ty`,
      'line 2: the last line is incomplete: the writer may have been stopped; remove the line to go on',
    ],
    ['a line that is no JSON', `${ok}{"process":0,"ty\n`, 'line 2: not valid JSON'],
    ['a line that is no event', `${ok}\n17\n`, 'line 3: expected an event with process, type, f and value, got 17'],
    ['an event without a process', `${ok}{"type":"ok","f":"read"}\n`, 'line 2: event 1: expected a process'],
    [
      'an element that is no event',
      '[{"process":0,"type":"invoke","f":"read"},\n[]]',
      'line 2: expected an event with process, type, f and value, got []',
    ],
    [
      'EDN that is cut off',
      '[{:process 0, :type :invoke, :f :read}\n{:process 0,',
      'line 2: column 13: the text ends before the } that is missing',
    ],
    [
      'EDN that goes on',
      '[{:process 0, :type :invoke, :f :read}]\n{}',
      'line 2: the text goes on behind the vector of events',
    ],
    [
      'a map with other keys',
      '{:process 0, :type :invoke, :f :read}\n{1 2}',
      'line 2: expected an event with process, type, f and value, got Map {1 => 2}',
    ],
    [
      'half a line of a log',
      'INFO  jepsen.util - 0\t:invoke\t:read\tnil\nINFO  jepsen.util - 0\t:ok',
      'line 2: expected a process, a type, an operation and a value, got "0\\t:ok"',
    ],
    [
      'no operation',
      '[{"ClientId":0,"Input":{"f":"read"},"Call":0},\n5]',
      'line 2: expected an operation {ClientId, Input, Call, Output, Return}, got 5',
    ],
    [
      'no time',
      '[{"ClientId":0,"Input":{"f":"read"}}]',
      'line 1: operation 0: expected `call` to be a number of any unit, got NaN',
    ],
  ])('%s', (_what, text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

describe('the format', () => {
  it('of a text that is none: all that were tried are named', () => {
    expect(() => read('\nprocess,type,f\n0,invoke,read\n', { name: 'history.csv' })).toThrow(
      [
        'line 2: history.csv is in none of the formats that were tried:',
        '  porcupine-etcd: lines as INFO jepsen.util - 0 :invoke :read nil',
        '  porcupine-operations: an array of objects as {"ClientId":0,"Input":{"f":"read"},"Call":0,"Output":1,"Return":5}',
        '  jepsen-json: an array of objects as {"process":0,"type":"invoke","f":"read","value":null}',
        '  json-lines: objects as {"process":0,"type":"invoke","f":"read","value":null}, one a line',
        '  jepsen-edn: maps as {:process 0, :type :invoke, :f :read, :value nil}, one a line or in a vector',
        'It begins with "process,type,f"',
      ].join('\n'),
    );
  });

  it('of an empty text is any', () => {
    for (const text of ['', '\n \n', '[]', '[\n]', '; nothing happened\n'])
      expect([text, ...read(text)]).toEqual([text]);
  });

  it('must be one that there is', () => {
    const names = 'porcupine-etcd, porcupine-operations, jepsen-json, json-lines, jepsen-edn';
    expect(() => read('', { format: 'csv' as never })).toThrow(
      new RangeError(`Expected \`format\` to be auto, ${names}, got "csv"`),
    );
  });

  it('porcupine-etcd refuses what it has no notation for', () => {
    const write = (line: string) => () => writeHistory(readHistory(line), 'porcupine-etcd');
    expect(write('{"process":0,"type":"invoke","f":"read","key":"x"}')).toThrow(
      'the format porcupine-etcd has one register with read, write and cas, and no notation for read (invoke) with a key',
    );
    const add = '{"process":0,"type":"invoke","f":"add","value":1}\n{"process":0,"type":"ok","f":"add","value":5}';
    expect(write(add)).toThrow('no notation for add (ok) with the result 5');
  });
});

test('transactions do without a name, other operations do not', () => {
  const transactions = [
    '{:type :invoke, :process 0, :value [[:append 4 2] [:r 5 nil]]}',
    '{:type :info, :process 0, :value nil}',
    '{:type :invoke, :process 1, :value []}',
    '{:type :fail, :process 1, :value []}',
  ];
  expect(readHistory(transactions.join('\n')).operations).toMatchObject([
    {
      f: 'txn',
      input: [
        ['append', 4, 2],
        ['r', 5, null],
      ],
      outcome: 'info',
    },
    { f: 'txn', outcome: 'fail' },
  ]);
  expect(() => readHistory('{:type :invoke, :process 0, :value 4}')).toThrow("expected the operation's name `f`");
});
