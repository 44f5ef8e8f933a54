// The door: what each option accepts, and that the complaint names the option, the value and the cure.

import { DEFAULTS } from '../../src/runner/options';
import { OPTION_NAMES, OptionError, validateOptions } from '../../src/runner/validate';
import { strategyNames } from '../../src/strategies/registry';

function complaint(options: unknown): string {
  try {
    validateOptions(options, 'ctest("transfer")');
  } catch (error) {
    expect(error).toBeInstanceOf(OptionError);
    return (error as Error).message;
  }
  throw new Error(`accepted ${JSON.stringify(options)}`);
}

describe('validateOptions', () => {
  it('accepts every default, and the least and greatest value of each number', () => {
    expect(validateOptions(DEFAULTS)).toEqual(DEFAULTS);
    const extremes = {
      iterations: 1,
      timeBudget: 0,
      seed: 0xffffffff,
      maxSteps: 1,
      maxLatency: 0,
      shrink: 0,
      clockSkew: 0,
      syncTimeout: 1,
    };
    expect(validateOptions(extremes)).toEqual(extremes);
    expect(validateOptions({ seed: 0 })).toEqual({ seed: 0 });
  });

  it('knows every option that has a default, and the seed', () => {
    expect([...OPTION_NAMES].sort()).toEqual([...Object.keys(DEFAULTS), 'seed'].sort());
  });

  it('takes an undefined option for one that was not given, and undefined options for none', () => {
    expect(validateOptions({ seed: undefined, iterations: 3 })).toEqual({ iterations: 3 });
    expect(validateOptions(undefined)).toEqual({});
  });

  it('names the nearest option to one that does not exist', () => {
    expect(complaint({ iteration: 5 })).toBe(
      'ctest("transfer"): there is no option `iteration`. Did you mean `iterations`?',
    );
    expect(complaint({ Seed: 5 })).toContain('`seed`');
    expect(complaint({ maxStep: 5 })).toContain('`maxSteps`');
  });

  it('lists the options where no name is near', () => {
    expect(complaint({ zzz: 1 })).toContain('The options are iterations, timeBudget, strategy');
  });

  it.each([
    [{ iterations: -1 }, '`iterations` must be an integer of 1 or more (schedules); got -1.'],
    [{ iterations: 0 }, 'got 0.'],
    [
      { clockSkew: -5 },
      '`clockSkew` must be an integer from 0 to 2147483647 (virtual milliseconds; 0 for none); got -5.',
    ],
    [{ iterations: 1.5 }, 'got 1.5.'],
    [{ iterations: '100' }, "got '100'."],
    [{ iterations: Number.NaN }, 'got NaN.'],
    [{ iterations: Number.POSITIVE_INFINITY }, 'got Infinity.'],
    [{ timeBudget: -1 }, 'real milliseconds; 0 for no limit'],
    [{ seed: -1 }, '`seed` must be an integer from 0 to 4294967295; got -1.'],
    [{ seed: 2 ** 32 }, 'got 4294967296.'],
    [{ seed: 1n }, 'got 1n.'],
    [{ maxSteps: 0 }, '`maxSteps`'],
    [{ maxLatency: -0.5 }, '`maxLatency` must be a number of virtual milliseconds'],
    [{ maxLatency: Number.NaN }, 'got NaN'],
    [{ model: 'hosts' }, "`model` must be one of 'auto', 'host', 'await'; got 'hosts'."],
    [{ latent: true }, "`latent` must be one of 'warn', 'fail', 'off'; got true."],
    [{ uncontrolled: 'fail' }, "one of 'warn', 'error', 'allow'"],
    [{ mustExplore: 1 }, '`mustExplore` must be true or false; got 1.'],
    [{ isolate: 'yes' }, "`isolate` must be true or false; got 'yes'."],
    [{ shrink: true }, 'got true.'],
  ])('refuses %o', (options, message) => {
    expect(complaint(options)).toContain(message);
  });

  it.each([[null], [5], ['random'], [[1]], [() => {}]])('refuses %p in place of options', (options) => {
    expect(complaint(options)).toContain('options must be an object such as { iterations: 500 }');
  });

  it('names the nearest strategy, and what a strategy object lacks', () => {
    expect(complaint({ strategy: 'radnom' })).toContain("did you mean 'random'?");
    for (const name of strategyNames()) expect(complaint({ strategy: 'zzzzzz' })).toContain(`'${name}'`);
    expect(complaint({ strategy: { name: 'half', begin() {}, pick: () => 0 } })).toContain(
      "`strategy` must be a strategy, which has the methods begin, pick, late, choose; strategy 'half' has no method late, choose; got an object.",
    );
    expect(complaint({ strategy: {} })).toContain('a name, a string that is not empty; its `name` is undefined');
    expect(complaint({ strategy: 7 })).toContain('a function that makes a strategy, or a strategy; got 7');
    expect(complaint({ strategy: class Mine {} })).toContain('write () => new Mine(); got a function');
    const make = () => own;
    expect(validateOptions({ strategy: make }).strategy).toBe(make);
    const own = { name: 'mine', begin() {}, pick: () => 0, late: () => false, choose: () => 0 };
    expect(validateOptions({ strategy: own }).strategy).toBe(own);
  });
});
