// The comparison of outputs must be able to fail, or the pages prove nothing.

import { matches, normalised, renumbered, reportIn } from './output';

describe('an output', () => {
  it('matches itself', () => {
    expect(matches('one\ntwo\n', 'one\ntwo')).toBe(true);
  });

  it('does not match with a line more, less or changed', () => {
    expect(matches('one\ntwo\nthree', 'one\ntwo')).toBe(false);
    expect(matches('one', 'one\ntwo')).toBe(false);
    expect(matches('one\ntoo', 'one\ntwo')).toBe(false);
  });

  it.each(['…\ntwo', 'one\n…', 'one\n…\ntwo', '…', '…\nhalf\n…\ntwo\n…', 'one\nhalf\n…\ntwo'])(
    'may be shortened to %j',
    (expected) => {
      expect(matches('one\nhalf\ntwo', expected)).toBe(true);
    },
  );

  it('keeps its order where it is shortened', () => {
    expect(matches('two\none', '…\none\n…\ntwo\n…')).toBe(false);
  });

  it('does not match half a line', () => {
    expect(matches('one\nthirty-two', '…\ntwo')).toBe(false);
    expect(matches('ones\ntwo', 'one\n…\ntwo')).toBe(false);
  });

  it('counts no part twice', () => {
    expect(matches('one', 'one\n…\none')).toBe(false);
  });

  it('is compared without durations, but with everything else', () => {
    expect(normalised('✓ works (12 ms)\nTime:  0.4 s, estimated 1 s\n1,000 schedules, 12 distinct, 0.5 s')).toBe(
      '✓ works\nN schedules, N distinct, N s',
    );
    expect(normalised('1,568 schedules (all of the model host), 892 distinct, 0.8 s')).toBe(
      'N schedules (…), N distinct, N s',
    );
    expect(normalised('all 19 schedules explored, 16 distinct, 0.1 s')).toBe(
      'all 19 schedules explored, 16 distinct, N s',
    );
    expect(matches('FAIL (12 ms)', 'PASS')).toBe(false);
  });
});

test('only numbers of schedules and iterations are brought up to date in a shortened output', () => {
  const printed =
    'found, in iteration 5 (6 schedules run)\nx-iter5-seed1\nfound, in iteration 0 (1 schedule run)\nx-iter0-seed2';
  expect(
    renumbered('was, in iteration 2 (3 schedules run)\n…\nx-iter2-seed1\nx-iter2-seed1\nx-iter2-seed1', printed),
  ).toBe('was, in iteration 5 (6 schedules run)\n…\nx-iter5-seed1\nx-iter0-seed2\nx-iter0-seed2');
  expect(renumbered('…\niteration: 2', 'iteration: 5')).toBe('…\niteration: 2');
});

test('the report is cut out of what Jest prints', () => {
  const output =
    '  ● name\n\n    BugFound: Lockstep found a bug\n      seed: 1\n\n    Replay: npx lockstep replay x\n\n  at y';
  expect(reportIn(output)).toBe('Lockstep found a bug\n  seed: 1\n\nReplay: npx lockstep replay x');
  expect(reportIn('all is well')).toBe('');
});
