import { resolve } from 'node:path';
import {
  EnvironmentVariableError,
  optionsFromEnvironment,
  replayFromEnvironment,
  resultPathFromEnvironment,
} from '../../src/runner/environment-variables';

describe('options from the environment', () => {
  it('are none where nothing is set, or set to nothing', () => {
    expect(optionsFromEnvironment({})).toEqual({});
    expect(optionsFromEnvironment({ LOCKSTEP_SEED: '', LOCKSTEP_MODEL: ' ' })).toEqual({});
  });

  it('are read by their type', () => {
    expect(
      optionsFromEnvironment({
        LOCKSTEP_SEED: '-7',
        LOCKSTEP_ITERATIONS: '100',
        LOCKSTEP_STRATEGY: 'pct',
        LOCKSTEP_TIME_BUDGET: '0',
        LOCKSTEP_MAX_STEPS: '50',
        LOCKSTEP_MODEL: 'await',
      }),
    ).toEqual({ seed: -7, iterations: 100, strategy: 'pct', timeBudget: 0, maxSteps: 50, model: 'await' });
  });

  it.each([
    ['LOCKSTEP_SEED', 'abc', 'an integer from -2147483648 to 4294967295'],
    ['LOCKSTEP_SEED', '4294967296', 'an integer from -2147483648 to 4294967295'],
    ['LOCKSTEP_SEED', '0x10', 'an integer from'],
    ['LOCKSTEP_ITERATIONS', '0', 'an integer of at least 1'],
    ['LOCKSTEP_ITERATIONS', '1.5', 'an integer of at least 1'],
    ['LOCKSTEP_TIME_BUDGET', '-1', 'an integer of at least 0'],
    ['LOCKSTEP_MAX_STEPS', '1e3', 'an integer of at least 1'],
    ['LOCKSTEP_MODEL', 'Host', 'one of auto, host, await'],
  ])('%s=%s is refused: it should be %s', (variable, value, expected) => {
    const read = () => optionsFromEnvironment({ [variable]: value });
    expect(read).toThrow(EnvironmentVariableError);
    expect(read).toThrow(`The environment variable ${variable} should be ${expected}`);
    expect(read).toThrow(`but is ${JSON.stringify(value)}. Correct it or unset it.`);
  });
});

describe('a replay from the environment', () => {
  it('is none without a trace', () => {
    expect(replayFromEnvironment({ LOCKSTEP_SHRINK: '1' })).toBeNull();
  });

  it('is strict and does not shrink unless asked to', () => {
    expect(replayFromEnvironment({ LOCKSTEP_REPLAY: 'a.json' })).toEqual({
      trace: resolve('a.json'),
      mode: 'strict',
      shrink: false,
    });
    expect(
      replayFromEnvironment({ LOCKSTEP_REPLAY: '/a.json', LOCKSTEP_REPLAY_MODE: 'nearest', LOCKSTEP_SHRINK: '1' }),
    ).toEqual({
      trace: '/a.json',
      mode: 'nearest',
      shrink: true,
    });
  });

  it('refuses modes and flags that do not exist, trace or not', () => {
    expect(() => replayFromEnvironment({ LOCKSTEP_REPLAY_MODE: 'loose' })).toThrow('one of strict, prefix, nearest');
    expect(() => replayFromEnvironment({ LOCKSTEP_SHRINK: 'yes' })).toThrow('one of 0, 1');
  });
});

describe('the path of the result document', () => {
  it('is absolute, or none', () => {
    expect(resultPathFromEnvironment({ LOCKSTEP_RESULT: 'r.json' })).toBe(resolve('r.json'));
    expect(resultPathFromEnvironment({})).toBeNull();
  });
});
