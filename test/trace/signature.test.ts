import { compareSignatures, messageShape, signature } from '../../src/trace';

const error = {
  kind: 'error' as const,
  name: 'TypeError',
  message: "Cannot read properties of undefined (reading 'balance')",
  site: 'src/a.ts:4:9',
  waiting: [],
};

describe('the shape of a message', () => {
  /** Messages of one row say the same with other values. */
  const alike: [what: string, ...messages: string[]][] = [
    ['numbers', 'expected 3 to be 4', 'expected -17.5 to be 1e21', 'expected 1,000 to be 0'],
    ['numbers within names', 'task12 failed', 'task3 failed'],
    ['quoted text', 'no user "ann"', 'no user "bob \\"x\\""', "no user 'carol'", 'no user `dave`'],
    [
      'hexadecimal and ids',
      'lock 0xff is held',
      'lock 0x01 is held',
      'lock 7d444840-9dc0-11d1-b245-5ffdce74fad2 is held',
    ],
    [
      'paths',
      'cannot open /srv/a/b.txt',
      'cannot open /var/c.txt',
      'cannot open ./d/e.json',
      'cannot open src/x.ts:4:5',
      'cannot open C:\\x\\y.z',
    ],
    [
      'nothing and truth',
      'expected undefined to equal 3',
      'expected null to equal 3',
      'expected true to equal 3',
      'expected "x" to equal NaN',
    ],
    ['lists', 'got [1, 2, 3] there', 'got [4] there'],
    [
      'the comparison below the first paragraph',
      'expect(received).toBe(expected) // Object.is equality\n\nExpected: 1\nReceived: 2',
      'expect(received).toBe(expected) // Object.is equality\n\nExpected: "a"\nReceived: [1]\nmore',
    ],
    ['colour and white space', '\u001b[31mbad\u001b[39m   state', 'bad state', '  bad\n  state'],
  ];

  it.each(alike)('is the same whatever the %s', (_, ...messages) => {
    expect(new Set(messages.map(messageShape)).size).toBe(1);
  });

  it('of an endless message is short', () => {
    expect(messageShape(`got ${'a'.repeat(1_000_000)}`).length).toBeLessThanOrEqual(200);
  });

  it('keeps the words', () => {
    expect(messageShape("user 'x' can't pay 12 €")).toBe("user _ can't pay _ €");
    expect(messageShape('read/write lock is held')).not.toBe(messageShape('lock is held'));
    expect(messageShape('expect(received).toBe(expected)')).not.toBe(
      messageShape('expect(received).toEqual(expected)'),
    );
  });
});

describe('signature', () => {
  it('reads as a line: kind, class, shape and place', () => {
    expect(signature(error)).toBe('error | TypeError | Cannot read properties of _ (reading _) | src/a.ts:4:9');
  });

  it.each([
    ['kind', { ...error, kind: 'unhandled-rejection' as const }],
    ['class', { ...error, name: 'RangeError' }],
    ['wording', { ...error, message: 'Something else' }],
    ['place', { ...error, site: 'src/a.ts:7:1' }],
  ])('tells failures apart by %s', (_, other) => {
    expect(signature(other)).not.toBe(signature(error));
  });

  it('takes the place from the stack where there is one: two assertions behind one await are two bugs', () => {
    const first = { ...error, stack: 'at check (test/a.test.ts:10:3)\nat Object.<anonymous> (test/a.test.ts:2:1)' };
    const second = { ...error, stack: 'at check (test/a.test.ts:11:3)\nat Object.<anonymous> (test/a.test.ts:2:1)' };
    expect(signature(first)).toContain('| test/a.test.ts:10:3');
    expect(signature(second)).not.toBe(signature(first));
  });

  it('of a deadlock is the set of places at which tasks wait, in any order and number', () => {
    const deadlock = (...sites: string[]) =>
      signature({
        ...error,
        kind: 'deadlock',
        message: `${sites.length} tasks`,
        waiting: sites.map((site) => ({ site })),
      });
    expect(deadlock('a.ts:1:1', 'b.ts:2:2')).toBe(deadlock('b.ts:2:2', 'a.ts:1:1', 'a.ts:1:1'));
    expect(deadlock('a.ts:1:1')).not.toBe(deadlock('a.ts:1:1', 'b.ts:2:2'));
  });

  it('of a reached step bound does not depend on where the last step was', () => {
    expect(signature({ ...error, kind: 'step-bound' })).toBe(
      signature({ ...error, kind: 'step-bound', site: 'b.ts:1:1' }),
    );
  });

  it('of an endless loop is its place', () => {
    expect(signature({ ...error, kind: 'endless-loop' })).toBe('endless-loop | src/a.ts:4:9');
  });
});

describe('comparing signatures', () => {
  it('knows the same bug on another line, as after an edit', () => {
    const moved = signature({ ...error, site: 'src/a.ts:6:9' });
    expect(compareSignatures(signature(error), signature(error))).toBe('same');
    expect(compareSignatures(signature(error), moved)).toBe('moved');
    expect(compareSignatures(signature(error), signature({ ...error, site: 'src/b.ts:4:9' }))).toBe('different');
  });
});
