import { codeFrame } from '../../src/report/code-frame';
import { criticalSentence } from '../../src/report/critical';
import { overlapSentence } from '../../src/report/overlap';
import { parseTrace, stringifyTrace, type Trace } from '../../src/trace';
import { traceOf } from './traces';

describe('the overlap in words', () => {
  it.each([
    [
      { kind: 'one-after-another' },
      'the failure needs tasks that overlap; if they go on one after another, the test passes.',
    ],
    [
      { kind: 'held-back', task: '0.2', name: 'save' },
      'if `save` (task 0.2) is held back until nothing else can run, the test passes.',
    ],
    [
      { kind: 'held-back', task: '0.2', name: '<anonymous>' },
      'if task 0.2 is held back until nothing else can run, the test passes.',
    ],
    [
      { kind: 'none' },
      'the order of completions does not matter: one task after another fails, too, and so does each task held back.',
    ],
  ] as const)('%j', (overlap, sentence) => {
    expect(overlapSentence(overlap)).toBe(sentence);
  });
});

describe('what has no name of its own', () => {
  const site = { file: 'src/a.ts', line: 3, column: 4, function: '<anonymous>' } as const;
  const trace = {
    ...traceOf({ failure: null }),
    sites: { 1: { ...site, kind: 'a', text: 'null' }, 2: { ...site, line: 5, kind: 'f', text: '<anonymous>' } },
  } as Trace;
  const say = (line: number) => {
    const one = { task: '0.1', site: `src/a.ts:${line}:5`, operation: 'completion' };
    return criticalSentence({ kind: 'removal', decision: 0, decided: 'late', failing: one, passing: one }, trace);
  };

  it('is called what it is, with its line', () => {
    expect(say(3)).toContain('needs `await null` of task 0.1 at src/a.ts:3 to complete late');
    expect(say(5)).toContain('needs the anonymous function of task 0.1 at src/a.ts:5 to complete late');
  });
});

describe('a code frame of a minified file', () => {
  const minified = `${'a();'.repeat(1000)}guilty();${'b();'.repeat(1000)}`;
  const frame = codeFrame(`dist/min.js:1:4001`, 'here', { colour: false, sources: () => minified });

  it('shows what is around the place, with the mark below it', () => {
    const [, code = '', mark = ''] = frame;
    expect(Math.max(...frame.map(({ length }) => length))).toBeLessThan(190);
    expect(code.slice(mark.indexOf('^')).startsWith('guilty();')).toBe(true);
  });
});

it('an explanation is kept in the file of the trace', () => {
  const race = { kind: 'leak', name: 'pool.free', accesses: [], clauses: ['a'], sentence: 'a' } as const;
  const explanation = { causes: [race], overlap: { kind: 'held-back', task: '0.1', name: 'f' } } as const;
  const trace = traceOf({ failure: null, explanation });
  expect(parseTrace(stringifyTrace(trace)).explanation).toEqual(explanation);
});
