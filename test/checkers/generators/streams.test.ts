// Streams of operations: what each generator hands out, that asking changes nothing, and that seeds mean the same in every release.

import * as generate from '../../../src/checkers/generators';

const read = { f: 'read' };
const write = (random: generate.Random) => ({ f: 'write', input: random.below(5) });
const letters = (text: string) => generate.each([...text].map((f) => ({ f })));
const names = (operations: Iterable<generate.GeneratedOperation>) => Array.from(operations, ({ f }) => f).join('');

/** `read`, `write 3` as `r w3`. */
function brief(operations: Iterable<generate.GeneratedOperation>): string {
  return Array.from(operations, ({ f, input = '', fault }) => `${fault ? '!' : ''}${f[0]}${input}`).join(' ');
}

function take(stream: generate.OperationStream, process: number | string, busy = 0) {
  const answer = stream.next(process, busy);
  if (typeof answer === 'string') throw new Error(`nothing there: ${answer}`);
  return { f: answer.operation.f, rest: answer.rest };
}

describe('pinned: the same seed gives the same operations in every release', () => {
  const mixed = generate.random([read, write]).take(12);

  it.each<generate.StreamOptions>([{}, { seed: 1 }, { seed: 2 }, { seed: 1, label: 'writers' }])('%j', (options) => {
    expect(brief(mixed.start(options))).toMatchSnapshot();
  });

  it('weighted, mixed, with faults', () => {
    const clients = generate
      .mix([
        generate.weighted([
          [read, 3],
          [write, 1],
        ]),
        letters('abc'),
      ])
      .take(30);
    const faults = letters('XY').cycle();
    expect(brief(generate.withFaults(clients, faults, { probability: 0.2 }).start({ seed: 7 }))).toMatchSnapshot();
  });
});

describe('seeds', () => {
  const hundred = generate.random([write]).take(100);
  const drawn = (options?: generate.StreamOptions) => brief(hundred.start(options));

  it('that follow each other give streams that have nothing in common', () => {
    const prefixes = new Set(
      Array.from({ length: 200 }, (_, seed) => brief(generate.random([write]).take(6).start({ seed }))),
    );
    expect(prefixes.size).toBeGreaterThan(190);
  });

  it('give another stream for each label', () => {
    expect(new Set(['', 'a', 'b', 'ab', 'ba'].map((label) => drawn({ seed: 1, label }))).size).toBe(5);
  });

  it('are fixed outside an iteration', () => {
    expect(drawn()).toBe(drawn());
    expect(drawn()).toBe(brief(hundred));
    expect(drawn()).toEqual(drawn({ seed: 0, label: '#0' }));
  });

  it.each([[1.5], [2 ** 33], [Number.NaN], ['1']])('cannot be %p', (seed) => {
    expect(() => hundred.start({ seed: seed as number })).toThrow(
      `Expected \`seed\` to be a 32-bit integer, got ${seed}`,
    );
  });

  it('of 2^32 - 1 and -1 are the same, and both can be given', () => {
    expect(drawn({ seed: 2 ** 32 - 1 })).toBe(drawn({ seed: -1 }));
  });
});

describe('a stream', () => {
  it('stays as it is when it is asked', () => {
    const start = generate.random([write]).start({ seed: 3 });
    expect(start.next()).toMatchObject({ operation: (start.next() as { operation: object }).operation });
    const first = start.next() as Exclude<ReturnType<typeof start.next>, string>;
    expect([start.position, first.rest.position]).toEqual([0, 1]);
    expect(brief(generate.random([write]).take(20).start({ seed: 3 })).startsWith(`w${first.operation.input} `)).toBe(
      true,
    );
  });

  it('draws each position anew', () => {
    expect(new Set(Array.from(generate.random([write]).take(50), ({ input }) => input)).size).toBe(5);
  });

  it('is visited by each()', () => {
    const seen: string[] = [];
    letters('ab').each(({ f }, index) => seen.push(`${index}${f}`));
    expect(seen).toEqual(['0a', '1b']);
  });
});

describe('each', () => {
  it('hands out each operation once, in order', () => {
    expect(names(letters('abc'))).toBe('abc');
  });

  it('keeps key and input', () => {
    expect([...generate.each([{ f: 'put', key: 'x', input: 1 }])]).toEqual([
      { f: 'put', key: 'x', input: 1, fault: false },
    ]);
  });
});

describe('weighted', () => {
  it('takes nothing of weight 0 and the others by weight', () => {
    const drawn = names(
      generate
        .weighted([
          [{ f: 'a' }, 9],
          [{ f: 'b' }, 1],
          [{ f: 'c' }, 0],
        ])
        .take(2000)
        .start({ seed: 1 }),
    );
    const count = (letter: string) => drawn.split(letter).length - 1;
    expect(count('c')).toBe(0);
    expect(count('b')).toBeGreaterThan(140);
    expect(count('b')).toBeLessThan(260);
  });

  it.each([
    [[[read, -1]], 'weighted(choices) expects integers from 0 as weights, not all of them 0, got -1'],
    [[[read, 0]], 'not all of them 0, got 0'],
    [[[read, 0.5]], 'got 0.5'],
    [[read], 'weighted(choices) expects a list of pairs, an operation and its weight, got [{f: "read"}]'],
    [[], 'weighted(choices) expects a list of at least one operation or function, got []'],
  ])('refuses %j', (choices, message) => {
    expect(() => generate.weighted(choices as never)).toThrow(message);
  });
});

describe('mix', () => {
  it('in turn takes one of each, and ends when the last ends', () => {
    expect(names(generate.mix([letters('abcd'), letters('XY'), letters('1')], { order: 'in-turn' }))).toBe('aX1bYcd');
  });

  it('at random keeps the order of each, and ends when the last ends', () => {
    const drawn = names(generate.mix([letters('abcdef'), letters('123')]).start({ seed: 5 }));
    expect(drawn.replace(/\d/g, '')).toBe('abcdef');
    expect(drawn.replace(/\D/g, '')).toBe('123');
    expect(drawn).not.toMatch(/^(abcdef123|123abcdef)$/);
  });

  it('passes over a generator that has nothing for the process', () => {
    const mine = generate.perProcess((process) => (process === 0 ? letters('a') : letters('bbb')));
    const stream = generate.mix([mine, letters('x')], { order: 'in-turn' }).start({ processes: [0, 1] });
    const one = take(stream, 0);
    const two = take(one.rest, 0);
    expect([one.f, two.f, two.rest.next(0)]).toEqual(['a', 'x', 'wait']);
    expect(take(two.rest, 1).f).toBe('b');
  });

  it('refuses what is no generator, and another order', () => {
    expect(() => generate.mix([read as never])).toThrow(
      'mix(generators) expects generators, such as generate.random([…]), got {f: "read"}',
    );
    expect(() => generate.mix([])).toThrow('got none');
    expect(() => generate.mix([letters('a')], { order: 'sorted' as never })).toThrow(
      'mix(generators) expects the order random or in-turn, got sorted',
    );
  });
});

describe('sequence and phases', () => {
  it('give one generator after the other', () => {
    expect(names(generate.sequence(letters('ab'), letters(`c`), letters('d')))).toBe('abcd');
    expect(names(generate.phases(letters('ab'), letters(`c`), letters('d')))).toBe('abcd');
  });

  it('phases waits for open operations, sequence does not', () => {
    const behindFirst = (start: generate.OperationStream) => take(start, 0).rest;
    expect(behindFirst(generate.phases(letters('a'), letters('b')).start()).next(0, 1)).toBe('wait');
    expect(take(behindFirst(generate.phases(letters('a'), letters('b')).start()), 0, 0).f).toBe('b');
    expect(take(behindFirst(generate.sequence(letters('a'), letters('b')).start()), 0, 1).f).toBe('b');
  });

  it('a phase that has begun does not wait', () => {
    const second = take(take(generate.phases(letters('a'), letters('bc')).start(), 0).rest, 0).rest;
    expect(take(second, 0, 5).f).toBe('c');
  });
});

describe('perProcess', () => {
  const mine = generate.perProcess((process) => generate.each(Array(Number(process) + 1).fill({ f: `p${process}` })));

  it('gives each process its own, and ends when all have ended', () => {
    const first = take(mine.start({ processes: [0, 1] }), 0).rest;
    expect(first.next(0)).toBe('wait');
    const second = take(first, 1);
    const third = take(second.rest, 1);
    expect([second.f, third.f, third.rest.next(0), third.rest.next(1)]).toEqual(['p1', 'p1', 'done', 'done']);
  });

  it('is followed by the next generator when all have ended, not before', () => {
    const stream = generate.sequence(mine, letters('z')).start({ processes: [0, 1] });
    const first = take(stream, 0).rest;
    expect(first.next(0)).toBe('wait');
    expect(take(take(take(first, 1).rest, 1).rest, 0).f).toBe('z');
  });

  it('read as a list lets the processes take turns', () => {
    expect(Array.from(mine.start({ processes: [0, 1, 2] }), ({ f }) => f)).toEqual([
      'p0',
      'p1',
      'p2',
      'p1',
      'p2',
      'p2',
    ]);
  });
});

describe('take, repeat, cycle, map, filter', () => {
  it.each<[string, generate.OperationGenerator, string]>([
    ['take', letters('abc').take(2), 'ab'],
    ['take of fewer', letters('a').take(2), 'a'],
    ['take(0)', letters('a').take(0), ''],
    ['repeat', letters('ab').repeat(2), 'abab'],
    ['repeat(0)', letters('ab').repeat(0), ''],
    ['repeat of nothing', letters('ab').take(0).repeat(5), ''],
    ['cycle', letters('ab').cycle().take(5), 'ababa'],
    ['cycle of nothing ends', letters('ab').take(0).cycle(), ''],
    ['take, then cycle', letters('abc').take(2).cycle().take(5), 'ababa'],
    ['map', letters('ab').map(({ f }) => ({ f: f.toUpperCase() })), 'AB'],
    ['filter', letters('abcabc').filter(({ f }) => f !== 'b'), 'acac'],
  ])('%s', (_, generator, expected) => {
    expect(names(generator)).toBe(expected);
  });

  it('a filter that accepts nothing says so in place of never ending', () => {
    expect(() => [...generate.random([read]).filter(() => false)]).toThrow(
      'The filter of a generator refused 10000 operations in a row: it accepts none, or too few to go on.',
    );
  });

  it.each([[-1], [1.5], [undefined]])('take(%p) is refused', (n) => {
    expect(() => letters('a').take(n as number)).toThrow(
      `take(n) expects a number of times as an integer from 0, got ${n}`,
    );
  });

  it('an operation without a name is refused', () => {
    expect(() => generate.random([{ input: 1 } as never])).toThrow(
      'random(operations) expects operations, objects with `f`, or functions that return one, got {input: 1}',
    );
    expect(() => [...generate.each([() => undefined as never])]).toThrow(
      'Expected an operation, an object with `f`, the name of what is to be done, got undefined',
    );
  });
});

describe('withFaults', () => {
  const clients = letters('abcdef');
  const faults = letters('XY').cycle();

  it.each<[string, generate.FaultTiming, string]>([
    ['after every so many operations', { every: 2 }, 'a b !X c d !Y e f'],
    ['before operations by number', { at: [0, 3, 3] }, '!X a b c !Y d e f'],
    ['always', { probability: 1 }, '!X a !Y b !X c !Y d !X e !Y f'],
    ['never', { probability: 0 }, 'a b c d e f'],
  ])('%s', (_, timing, expected) => {
    expect(brief(generate.withFaults(clients, faults, timing))).toBe(expected);
  });

  it('goes on without faults when there are no more', () => {
    expect(brief(generate.withFaults(clients, letters('X'), { every: 1 }))).toBe('a !X b c d e f');
  });

  it('faults at the end are marked by hand', () => {
    expect(
      brief(
        generate.phases(
          letters('a'),
          letters('H')
            .asFaults()
            .map(({ f }) => ({ f, input: 1 })),
        ),
      ),
    ).toBe('a !H1');
  });

  it.each([[{}], [{ every: 0 }], [{ every: 1, at: [1] }], [{ probability: 2 }], [{ at: [-1] }]])(
    'refuses %j',
    (timing) => {
      expect(() => generate.withFaults(clients, faults, timing as never)).toThrow(
        `withFaults expects one of { every: an integer from 1 }, { at: a list of numbers of operations } and { probability: 0 to 1 }, got ${JSON.stringify(timing)}`,
      );
    },
  );
});

describe('random numbers', () => {
  it('are refused outside their range', () => {
    const draw = (source: (random: generate.Random) => unknown) => () => [
      ...generate.each([(random) => ({ f: 'x', input: source(random) })]),
    ];
    expect(draw((random) => random.below(0))).toThrow(
      'below(n) expects the number of values as an integer from 1 to 2^32, got 0',
    );
    expect(draw((random) => random.pick([]))).toThrow('pick(items) expects at least one item, got an empty list');
    expect(draw((random) => random.below(2 ** 32))).not.toThrow();
  });
});
