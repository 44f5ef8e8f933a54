import {
  createStrategy,
  type Portfolio,
  RandomWalk,
  registerStrategy,
  type Strategy,
  strategyNames,
} from '../../src/strategies';

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

  test('takes a strategy of one’s own as it is', () => {
    const mine = bare() as unknown as Strategy;
    expect(createStrategy(mine)).toBe(mine);
    const walk = new RandomWalk();
    expect(createStrategy(walk)).toBe(walk);
  });

  test('an unknown name is answered with the names there are', () => {
    expect(() => createStrategy('pcp')).toThrow(
      "Expected `strategy` to be one of portfolio, random, pct, fair-pct, idpct, pos, delay, or an object with name, begin, pick, late and choose; got 'pcp'.",
    );
  });

  test.each([undefined, null, 3, true])('%p is no strategy', (value) => {
    expect(() => createStrategy(value as never)).toThrow(`got ${String(value)}.`);
  });

  test.each(['begin', 'pick', 'late', 'choose'])('an object without %s is refused', (method) => {
    const { [method]: _, ...rest } = bare();
    expect(() => createStrategy(rest as never)).toThrow(
      `Expected \`strategy\` ('mine') to have a method ${method}, got undefined.`,
    );
  });

  test.each(['ran', 'end'])('%s may be absent, but nothing else than a method', (method) => {
    expect(() => createStrategy({ ...bare(), [method]: undefined } as never)).not.toThrow();
    expect(() => createStrategy({ ...bare(), [method]: 3 } as never)).toThrow(
      `Expected ${method} of \`strategy\` ('mine') to be a method or absent, got number.`,
    );
  });

  test.each([undefined, '', 5])('a strategy named %p is refused', (name) => {
    expect(() => createStrategy({ ...bare(), name } as never)).toThrow(
      'Expected the name of `strategy` to be a string that is not empty',
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
      "Expected strategy 'test-broken' ('broken') to have a method begin",
    );
  });
});
