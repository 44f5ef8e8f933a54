import { renderReport } from '../../src/report';
import { CASES } from './cases';
import { expectGolden } from './golden';
import { SOURCES, sources } from './traces';

const lostUpdate = CASES['lost-update'] as (typeof CASES)[string];
const input = { finding: lostUpdate, tracePath: '.lockstep/traces/a.json', sources };

describe('the printed report', () => {
  it.each(Object.entries(CASES))('of %s is as the golden file says', (name, finding) => {
    expectGolden(`${name}.txt`, renderReport({ ...input, finding, schedules: finding.trace.iteration + 1 }));
  });

  it.each(Object.entries(CASES))('of %s is short and narrow enough to read', (_, finding) => {
    const lines = renderReport({ ...input, finding }).split('\n');
    expect(lines.length).toBeLessThanOrEqual(60);
    const isRace = (line: string) => /^ {2}task/.test(line);
    for (const line of lines.slice(1).filter((one) => !isRace(one))) expect(line.length).toBeLessThanOrEqual(110);
  });

  it('keeps the order of the sections, the way out last', () => {
    const text = renderReport({ ...input, uncontrolled: [{ site: null, count: 1 }] });
    const words = [
      'Lockstep found',
      'seed:',
      'iteration:',
      'strategy:',
      'trace path:',
      'Reason:',
      'Race:',
      'Critical:',
      'Schedule:',
      '<-- FAILED HERE',
      'Late:',
      'Not under control',
      'Replay:',
    ];
    const positions = words.map((word) => text.indexOf(word));
    expect(positions).toEqual([...positions].sort((one, other) => one - other));
    expect(positions[0]).toBe(0);
  });

  it('says what was not under control', () => {
    const site = { file: 'src/db.ts', line: 4, column: 1, function: 'query', kind: 'a' as const, text: 'socket' };
    const text = renderReport({
      ...input,
      uncontrolled: [
        { site, count: 3 },
        { site: null, count: 1 },
        { site, count: 1 },
        { site, count: 1 },
      ],
    });
    expect(text).toContain(
      [
        'Not under control, so a replay may differ:',
        '  `socket` at src/db.ts:4 (3 waits)',
        '  `native code` (1 wait)',
        '  `socket` at src/db.ts:4 (1 wait)',
        '  … and 1 more',
      ].join('\n'),
    );
  });

  it('quotes a trace path that a shell would split', () => {
    expect(renderReport({ ...input, tracePath: 'my traces/a.json' })).toContain(
      'Replay: npx lockstep replay "my traces/a.json"',
    );
  });

  it('without a trace on disk names neither path nor command', () => {
    const text = renderReport({ ...input, tracePath: null });
    expect(text).not.toMatch(/trace path|Replay:/);
  });

  it('does without code frames where sources cannot be had', () => {
    const unreadable = renderReport({
      ...input,
      sources: () => {
        throw new Error('EACCES');
      },
    });
    expect(unreadable).toBe(renderReport({ ...input, sources: () => null }));
    expect(unreadable).not.toContain(' | ');
    const changed = renderReport({ ...input, sources: (file) => SOURCES[file]?.split('\n')[0] ?? null });
    expect(changed).not.toContain(' | ');
  });

  it('has colour only on request', () => {
    expect(renderReport(input)).not.toContain('\u001b[');
    expect(renderReport({ ...input, colour: true })).toContain('\u001b[1mLockstep found');
  });

  it('has no colour from the error message', () => {
    const { trace } = lostUpdate;
    expect(JSON.stringify(trace.failure)).not.toContain('\\u001b');
  });
});
