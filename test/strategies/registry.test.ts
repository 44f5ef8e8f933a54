import {
  createStrategy,
  type Portfolio,
  RandomWalk,
  registerStrategy,
  type Strategy,
  strategies,
  strategyNames,
} from '../../src/strategies';
import { iterationEnd, iterationStart, pendingOperation } from './pending';

const bare = (): Record<string, unknown> => ({
  name: 'mine',
  begin() {},
  pick: () => 0,
  late: () => false,
  choose: () => 0,
});

describe('the registry', () => {
  test('lists the strategies, the default first', () => {
    expect(strategyNames().slice(0, 7)).toEqual(['portfolio', 'random', 'pct', 'fair-pct', 'idpct', 'pos', 'delay']);
  });

  test.each(strategyNames())('makes a new %s each time, of that name', (name) => {
    const strategy = createStrategy(name);
    expect(strategy.name).toBe(name);
    expect(createStrategy(name)).not.toBe(strategy);
  });

  test('the default rotates four strategies with different blind spots', () => {
    const portfolio = createStrategy('portfolio') as Portfolio;
    expect(portfolio.members.map((member) => member.name)).toEqual(['random', 'idpct', 'pos', 'delay']);
  });

  test('takes a strategy of one’s own, and what a function makes, anew each time', () => {
    expect(createStrategy(bare() as unknown as Strategy).name).toBe('mine');
    const made: Strategy[] = [];
    const make = () => {
      made.push(new RandomWalk());
      return made.at(-1) as Strategy;
    };
    expect([createStrategy(make).name, createStrategy(make).name]).toEqual(['random', 'random']);
    expect(made).toHaveLength(2);
  });

  test('an unknown name is answered with the names there are', () => {
    expect(() => createStrategy('pcp')).toThrow(
      "Expected `strategy` to be one of portfolio, random, pct, fair-pct, idpct, pos, delay, exhaustive, a function that makes a strategy, or a strategy; got 'pcp'.",
    );
  });

  test.each([undefined, null, 3, true])('%p is no strategy', (value) => {
    expect(() => createStrategy(value as never)).toThrow(`got ${String(value)}.`);
  });

  test.each(['begin', 'pick', 'late', 'choose'])('an object without %s is refused', (method) => {
    const { [method]: _, ...rest } = bare();
    expect(() => createStrategy(rest as never)).toThrow(
      `Expected \`strategy\` to have the methods begin, pick, late, choose; strategy 'mine' has no method ${method}.`,
    );
  });

  test.each(['ran', 'end'])('%s may be absent, but nothing else than a method', (method) => {
    expect(() => createStrategy({ ...bare(), [method]: undefined } as never)).not.toThrow();
    expect(() => createStrategy({ ...bare(), [method]: 3 } as never)).toThrow(
      `Expected \`strategy\` to have a method \`${method}\` or none; that of strategy 'mine' is 3.`,
    );
  });

  test.each([undefined, '', 5])('a strategy named %p is refused', (name) => {
    expect(() => createStrategy({ ...bare(), name } as never)).toThrow(
      'Expected `strategy` to have a name, a string that is not empty',
    );
  });

  test('knows what was registered, checks it, and refuses a name twice', () => {
    registerStrategy('test-mine', () => bare() as unknown as Strategy);
    expect(createStrategy('test-mine').name).toBe('mine');
    expect(strategyNames()).toContain('test-mine');
    expect(() => registerStrategy('test-mine', () => new RandomWalk())).toThrow(
      "A strategy named 'test-mine' is registered already.",
    );
    registerStrategy('test-broken', () => ({ name: 'broken' }) as never);
    expect(() => createStrategy('test-broken')).toThrow(
      "Expected strategy 'test-broken' to have the methods begin, pick, late, choose; strategy 'broken' has no",
    );
  });

  test.each([
    ['', () => new RandomWalk(), "expects a name that is not empty, got ''"],
    [3, () => new RandomWalk(), 'expects a name that is not empty, got number'],
    ['test-other', new RandomWalk(), 'expects a function that makes a strategy, got object'],
  ])('registers %p with %p under no circumstances', (name, factory, message) => {
    expect(() => registerStrategy(name as never, factory as never)).toThrow(message);
  });

  test.each([
    ['memory', 'some', "to have 'none', 'lessons' or 'all' as its `memory`; that of strategy 'mine' is 'some'"],
    ['footprints', 1, "to have true or false as `footprints`; that of strategy 'mine' is 1"],
  ])('%s is one of its values', (part, value, message) => {
    expect(() => createStrategy({ ...bare(), [part]: value } as never)).toThrow(message);
  });
});

describe('the answers of a strategy of one’s own', () => {
  const enabled = [pendingOperation(0), pendingOperation(1)];
  const place = pendingOperation(0);
  const asked = (parts: Record<string, unknown>) => createStrategy({ ...bare(), ...parts } as never);

  test.each([2, -1, 0.5, undefined, '0', Number.NaN])('pick may not answer %p', (answer) => {
    expect(() => asked({ pick: () => answer }).pick(enabled)).toThrow(
      /^Strategy 'mine' answered pick\(enabled\) for 2 operations with .*; expected an integer from 0 to 1, or null to give the schedule up\.$/,
    );
  });

  test.each([0, null, 'yes', 1])('begin may not answer %p', (answer) => {
    expect(() => asked({ begin: () => answer }).begin(iterationStart(0))).toThrow(
      /^Strategy 'mine' answered begin\(start\) with .*; expected false if all is explored, else true or nothing\.$/,
    );
  });

  test.each([0, undefined, 'late'])('late may not answer %p', (answer) => {
    expect(() => asked({ late: () => answer }).late(place)).toThrow(
      /^Strategy 'mine' answered late\(operation\) with .*; expected true or false\.$/,
    );
  });

  test.each([3, -1, 0.5, undefined, true])('choose may not answer %p', (answer) => {
    expect(() => asked({ choose: () => answer }).choose(3, place)).toThrow(
      /^Strategy 'mine' answered choose\(3, place\) with .*; expected an integer from 0 to 2\.$/,
    );
  });

  test('are handed on, and so is what it is told', () => {
    const told: unknown[] = [];
    const mine = asked({
      begin: ({ turn }: { turn: number }) => turn < 1,
      pick: () => null,
      late: () => true,
      choose: (n: number) => n - 1,
      ran: (step: unknown) => told.push(step),
      end: (end: unknown) => told.push(end),
      memory: 'none',
      footprints: true,
    });
    expect([mine.begin(iterationStart(0)), mine.begin(iterationStart(1))]).toEqual([true, false]);
    expect([mine.pick(enabled), mine.late(place), mine.choose(3, place)]).toEqual([null, true, 2]);
    const step = { operation: null, touched: [], made: [] };
    mine.ran?.(step);
    mine.end?.(iterationEnd);
    expect(told).toEqual([step, iterationEnd]);
    expect([mine.memory, mine.footprints]).toEqual(['none', true]);
    expect(asked({})).toMatchObject({ ran: undefined, end: undefined, memory: undefined, footprints: undefined });
  });
});

describe('strategies with options', () => {
  test('are functions that make one each time', () => {
    for (const [name, make] of Object.entries({
      random: strategies.random(),
      pct: strategies.pct({ depth: 5 }),
      'fair-pct': strategies.fairPct({ depth: 5 }),
      idpct: strategies.idpct({ from: 1, to: 2 }),
      pos: strategies.pos(),
      delay: strategies.delay({ delays: 1 }),
      portfolio: strategies.portfolio(['pos', strategies.pct()]),
    })) {
      expect(createStrategy(make).name).toBe(name);
      expect(make()).not.toBe(make());
    }
  });

  test('are refused where they stand', () => {
    expect(() => strategies.pct({ depth: 0 })).toThrow('Expected `depth` to be an integer of at least 1, got 0.');
    expect(() => strategies.pct({ deep: 3 } as never)).toThrow(
      "Strategy 'pct' has no option `deep`; its options are `depth`.",
    );
    expect(() => strategies.pct(3 as never)).toThrow("Strategy 'pct' expects its options as an object");
    expect(() => strategies.idpct({ depth: 3 } as never)).toThrow('its options are `from`, `to`.');
    expect(() => strategies.delay({ delays: 0.5 })).toThrow(
      'Expected `delays` to be an integer of at least 1, got 0.5.',
    );
    expect(() => strategies.portfolio([])).toThrow('Expected a portfolio to have at least one strategy, got none.');
    expect(() => strategies.portfolio('pos' as never)).toThrow('expects an array of strategies, got string');
    expect(() => strategies.portfolio(['pso'])).toThrow("got 'pso'.");
    expect(() => strategies.portfolio([new RandomWalk() as never])).toThrow('Write `() => new Mine()`.');
  });

  test('of a portfolio are its members, in order', () => {
    const portfolio = strategies.portfolio(['pos', strategies.delay({ delays: 2 })])() as Portfolio;
    expect(portfolio.members.map(({ name }) => name)).toEqual(['pos', 'delay']);
  });
});
